-- Without TO a policy is for everybody who has a grant.
-- expect: widens anon SELECT app.doc
-- expect: widens authenticated SELECT app.doc
-- before
-- after
CREATE POLICY p ON app.doc FOR SELECT USING (public);
