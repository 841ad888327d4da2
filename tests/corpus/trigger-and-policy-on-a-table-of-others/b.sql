CREATE TABLE public.profile (id uuid REFERENCES login.person ON DELETE CASCADE);
CREATE FUNCTION public.greet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER welcome AFTER INSERT ON login.person FOR EACH ROW EXECUTE FUNCTION public.greet();
CREATE TRIGGER again AFTER DELETE ON login.person FOR EACH STATEMENT EXECUTE FUNCTION public.greet();
ALTER TABLE login.person DISABLE TRIGGER again;
CREATE POLICY "they themselves" ON login.person FOR SELECT USING (email = CURRENT_USER AND id IS NOT NULL);
