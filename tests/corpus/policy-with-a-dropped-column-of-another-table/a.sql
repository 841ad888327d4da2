CREATE TABLE member (who text, team integer, role text);
CREATE TABLE doc (id integer, team integer);
ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON doc USING (team IN (SELECT member.team FROM member WHERE member.role = 'admin'));
CREATE POLICY q ON doc FOR DELETE USING (team IN (SELECT member.team FROM member WHERE member.role = 'owner'));
