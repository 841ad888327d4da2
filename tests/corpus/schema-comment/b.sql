CREATE SCHEMA lab;
COMMENT ON SCHEMA lab IS 'it''s the second';
CREATE SCHEMA store;
COMMENT ON SCHEMA store IS 'new';
