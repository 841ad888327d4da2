-- Six times two alternatives, in another order.
-- before
CREATE POLICY p ON app.doc FOR SELECT TO authenticated USING ((amount = 0 OR team = 0) AND (amount = 1 OR team = 1) AND (amount = 2 OR team = 2) AND (amount = 3 OR team = 3) AND (amount = 4 OR team = 4) AND (amount = 5 OR team = 5));
-- after
ALTER POLICY p ON app.doc USING ((team = 5 OR amount = 5) AND (team = 4 OR amount = 4) AND (team = 3 OR amount = 3) AND (team = 2 OR amount = 2) AND (team = 1 OR amount = 1) AND (team = 0 OR amount = 0));
