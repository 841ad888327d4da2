CREATE TABLE member (who text, team integer, level integer);
CREATE TABLE doc (id integer, team integer);
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON doc USING (team IN (SELECT member.team FROM member WHERE member.level > 2));
