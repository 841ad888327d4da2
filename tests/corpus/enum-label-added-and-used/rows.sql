INSERT INTO job VALUES (1, 'queued'), (2, 'done');
