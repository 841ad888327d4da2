CREATE TABLE public.profile (id uuid REFERENCES login.person ON DELETE CASCADE);
CREATE FUNCTION public.welcome() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER welcome BEFORE UPDATE ON login.person FOR EACH ROW EXECUTE FUNCTION public.welcome();
CREATE POLICY "they themselves" ON login.person FOR SELECT USING (email = CURRENT_USER);
