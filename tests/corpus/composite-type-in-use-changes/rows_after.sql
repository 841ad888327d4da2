SELECT id, (p).a, (p).b, p::text IS NULL, (more).a, (more).b FROM app.t ORDER BY id;
