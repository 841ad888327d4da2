-- A view that a policy reads shows something else.
-- expect: unproven authenticated SELECT app.doc
-- expect: unproven authenticated SELECT app.teams
-- before
CREATE VIEW app.teams AS SELECT team FROM app.member;
GRANT SELECT ON app.teams TO authenticated;
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING (team IN (SELECT team FROM app.teams));
-- after
CREATE OR REPLACE VIEW app.teams AS SELECT team FROM app.member WHERE role = 'admin';
