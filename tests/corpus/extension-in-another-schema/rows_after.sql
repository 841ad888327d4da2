SELECT email::text, tags::text FROM person;
