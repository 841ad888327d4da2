SELECT * FROM cache, quick;
