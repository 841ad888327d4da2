-- What was changed by whom. Written by triggers only.

CREATE TABLE hub.audit_event (
    id bigint GENERATED ALWAYS AS IDENTITY,
    happened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor_id uuid,
    action text NOT NULL,
    relation text NOT NULL,
    subject jsonb NOT NULL,
    CONSTRAINT audit_event_pkey PRIMARY KEY (id),
    CONSTRAINT audit_event_action_check CHECK (action IN ('INSERT', 'UPDATE', 'DELETE')),
    CONSTRAINT audit_event_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES auth.users (id) ON DELETE SET NULL
);
COMMENT ON TABLE hub.audit_event IS 'Trail of changes to instances and to who may use them';
COMMENT ON COLUMN hub.audit_event.actor_id IS 'NULL: a migration or the service itself';

CREATE INDEX audit_event_actor_id_idx ON hub.audit_event (actor_id, happened_at DESC);
