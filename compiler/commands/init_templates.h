/*
 * init_templates: the files that `pgbale init` writes.
 */
#ifndef PGBALE_INIT_TEMPLATES_H
#define PGBALE_INIT_TEMPLATES_H

/* Name, schemas, prelude. */
#define init_ini                                                                                             \
    "[project]\n"                                                                                            \
    "; lineage of the migrations: written into every bale, never changes\n"                                  \
    "name = %s\n"                                                                                            \
    "; schemas whose objects pgbale manages; it leaves all others alone\n"                                   \
    "schemas = %s\n"                                                                                         \
    "; what exists on every target before this project: supabase, none, and SQL files in prelude/\n"         \
    "prelude = %s\n"                                                                                         \
    "; environments that a bale may be applied to; the applier's --env must be one of them\n"                \
    "environments = staging, prod\n"                                                                         \
    "\n"                                                                                                     \
    "; one section per client whose compatibility each migration must declare\n"                             \
    ";[client NAME]\n"                                                                                       \
    ";roles = anon, authenticated\n"                                                                         \
    "; what it sends is in contracts/NAME.sql; what tests it against POSTGRES_DSN:\n"                        \
    ";test = COMMAND\n"

static const char init_schema_readme[] =
    "# schema\n\n"
    "The desired state as plain SQL: CREATE SCHEMA, TYPE, TABLE, INDEX, VIEW, FUNCTION, TRIGGER, POLICY,\n"
    "ALTER TABLE, GRANT, COMMENT... in `*.sql` files, in any order and any folders.\n"
    "No data, no DROP, no DO. `pgbale generate NAME` turns what you change here into a migration.\n";

static const char init_migrations_readme[] =
    "# migrations\n\n"
    "One folder per migration, written by `pgbale generate` and extended by hand. Never edit one that was\n"
    "applied: every later migration is chained to its contents.\n";

static const char init_rls_readme[] =
    "# tests/rls\n\n"
    "Who may do what, as cases that \"pgbale test --rls\" asks a scratch database, in `*.sql` files. All of "
    "a file is\n"
    "one transaction that is rolled back. A statement without an expectation makes rows:\n\n"
    "    INSERT INTO note (id, owner, words) VALUES (1, '00000000-0000-0000-0000-00000000000a', 'first');\n\n"
    "    -- pgbale: as authenticated {\"sub\": \"00000000-0000-0000-0000-00000000000a\"}\n"
    "    -- pgbale: case People see their own notes\n"
    "    -- pgbale: expect row 1 | first\n"
    "    SELECT id, words FROM note;\n\n"
    "    -- pgbale: as anon\n"
    "    -- pgbale: case Nobody else does\n"
    "    -- pgbale: expect refused\n"
    "    SELECT id FROM note;\n\n"
    "`expect` is `rows N`, `rows N..M`, `rows N..`, `row A | B` (once for each row, in any order), "
    "`refused`, or\n"
    "`refused SQLSTATE`. `as` holds until the next one; its claims are what `request.jwt.claims` says.\n";

static const char init_workflow[] =
    "name: pgbale\n"
    "on: [push, pull_request]\n"
    "permissions:\n"
    "  contents: read\n"
    "  id-token: write\n"
    "  attestations: write\n"
    "jobs:\n"
    "  migrations:\n"
    "    runs-on: ubuntu-latest\n"
    "    container: debian:12\n"
    "    steps:\n"
    "      - uses: actions/checkout@v4\n"
    "      - name: install\n"
    "        run: apt-get update && apt-get install -y --no-install-recommends git postgresql-15\n"
    "      # pgbale itself: install it here the way your team distributes it.\n"
    "      - name: proofs are fresh and the schema is reached\n"
    "        run: |\n"
    "          pgbale prove\n"
    "          git diff --exit-code -- migrations\n"
    "      - name: findings, shown at the lines that they are about\n"
    "        run: pgbale check --format github\n"
    "      - name: who may do what\n"
    "        if: hashFiles('tests/rls/*.sql') != ''\n"
    "        run: pgbale test --rls\n"
    "      - name: the project's own tests, on a database that the applier migrated\n"
    "        if: hashFiles('tests/run') != ''\n"
    "        run: pgbale test -- tests/run\n"
    "      - name: compile\n"
    "        run: pgbale compile --output release.bale\n"
    "      - name: what the release notes say\n"
    "        run: pgbale changelog > CHANGES.md\n"
    "      - uses: actions/attest-build-provenance@v2\n"
    "        if: github.event_name == 'push'\n"
    "        with:\n"
    "          subject-path: release.bale\n"
    "      - uses: actions/upload-artifact@v4\n"
    "        with:\n"
    "          name: bale\n"
    "          path: |\n"
    "            release.bale\n"
    "            CHANGES.md\n";

#endif
