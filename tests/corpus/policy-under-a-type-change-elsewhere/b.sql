CREATE TABLE member (who text, team bigint);
CREATE TABLE doc (id integer, team bigint);
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON doc USING (team IN (SELECT member.team FROM member WHERE member.who = CURRENT_USER));
COMMENT ON POLICY p ON doc IS 'kept';
