CREATE TABLE one (a integer, b integer, c text);
ALTER TABLE one ADD CONSTRAINT kept CHECK (a > 0);
ALTER TABLE one ADD CONSTRAINT changed CHECK (b > 0);
ALTER TABLE one ADD CONSTRAINT gone CHECK (c <> '');
