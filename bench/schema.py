#!/usr/bin/env python3
"""Prints a large schema: schema.py TABLES. Each table has 10 columns, 2 indexes, 2 policies, grants and a comment."""
import sys


def table(n):
    t = f"public.t{n:05d}"
    other = f"public.t{max(n - 1, 0):05d}"
    yield f"""create table {t} (
    id bigint generated always as identity primary key,
    parent_id bigint references {other},
    owner_id uuid not null,
    name text not null check (length(name) > 0),
    kind varchar(20) not null default 'a' check (kind in ('a', 'b', 'c')),
    amount numeric(12, 2) not null default 0,
    is_public boolean not null default false,
    settings jsonb not null default '{{}}',
    created_at timestamptz not null default now(),
    label text generated always as (lower(name)) stored
);"""
    yield f"create index t{n:05d}_owner on {t} (owner_id, created_at desc) where not is_public;"
    yield f"create unique index t{n:05d}_name on {t} (lower(name), owner_id);"
    yield f"alter table {t} enable row level security;"
    yield f"create policy \"owners write\" on {t} for all using (owner_id = public.me()) with check (owner_id = public.me());"
    yield f"create policy \"all read what is public\" on {t} for select using (is_public and kind <> 'c');"
    yield f"grant select, insert on {t} to public;"
    yield f"comment on table {t} is 'table number {n}';"
    if n % 10 == 0:
        yield f"create view public.v{n:05d} as select id, name, amount from {t} where is_public;"
        yield f"create trigger touch before update on {t} for each row execute function public.touch();"


def main(tables):
    print("create function public.me() returns uuid language sql stable as $$ select null::uuid $$;")
    print("create function public.touch() returns trigger language plpgsql as $$ begin return new; end $$;")
    for n in range(tables):
        print("\n".join(table(n)))


main(int(sys.argv[1]))
