SELECT one.a, s.last_value, s.is_called FROM one, s;
