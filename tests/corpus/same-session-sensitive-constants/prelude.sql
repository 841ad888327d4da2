DO $$ BEGIN
    EXECUTE format('ALTER DATABASE %I SET timezone = ''Asia/Tokyo''', current_database());
    EXECUTE format('ALTER DATABASE %I SET datestyle = ''SQL, DMY''', current_database());
    EXECUTE format('ALTER DATABASE %I SET intervalstyle = ''iso_8601''', current_database());
    EXECUTE format('ALTER DATABASE %I SET bytea_output = ''escape''', current_database());
    EXECUTE format('ALTER DATABASE %I SET extra_float_digits = 0', current_database());
END $$;
