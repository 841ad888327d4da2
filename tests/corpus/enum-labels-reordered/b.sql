CREATE TYPE level AS ENUM ('low', 'middle', 'high');
