CREATE FUNCTION good(n integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN n > 0; END $$;
CREATE TABLE one (a integer CONSTRAINT a_fine CHECK (good(a)));
