SELECT one.t.id, one.t.a, two.t.id, two.t.a FROM one.t, two.t;
