SELECT id, name, own FROM c;
