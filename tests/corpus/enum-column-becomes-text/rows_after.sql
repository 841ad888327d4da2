SELECT id, state, past FROM job;
