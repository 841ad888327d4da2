-- What the client lndb sends to the hub, request by request. "pgbale prove" sends all of it before and after the
-- newest migration, as the role and with the claims that stand above it.

-- Rows to ask for: Ada owns two instances, Ben is an admin in one of them.
-- sample:
INSERT INTO auth.users (id, email) VALUES
    ('00000000-0000-0000-0000-00000000000a', 'ada@example.org'),
    ('00000000-0000-0000-0000-00000000000b', 'ben@example.org');
INSERT INTO public.account (id, handle, name) VALUES
    ('00000000-0000-0000-0000-00000000000a', 'ada', 'Ada'),
    ('00000000-0000-0000-0000-00000000000b', 'ben', 'Ben');
INSERT INTO public.organization (id, slug, title, is_public, created_by) VALUES
    ('10000000-0000-0000-0000-000000000001', 'lab', 'The Lab', true, '00000000-0000-0000-0000-00000000000a');
INSERT INTO public.organization_user (organization_id, user_id, role) VALUES
    ('10000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000a', 'owner');
INSERT INTO public.storage (id, root, type, region, created_by, uid) VALUES
    ('20000000-0000-0000-0000-000000000001', 's3://lab', 's3', 'eu-central-1',
     '00000000-0000-0000-0000-00000000000a', 'lab000000001');
INSERT INTO public.instance (id, owner_id, organization_id, name, storage_id, is_public) VALUES
    ('30000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000a',
     '10000000-0000-0000-0000-000000000001', 'cells', '20000000-0000-0000-0000-000000000001', false),
    ('30000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-00000000000a', NULL, 'atlas', NULL, true);
INSERT INTO public.instance_collaborator (instance_id, collaborator_id, role) VALUES
    ('30000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000b', 'admin');
INSERT INTO hub.release (version, breaks_client, min_client) VALUES ('0.14.0', true, '0.48.0');

-- Before anybody is signed in.
-- role: anon
-- rest: POST /rpc/client_is_supported
-- body: {"client": "0.50.1"}
-- rest: GET /rpc/handle_is_free?wanted=eve
-- rest: GET /account?select=id,handle,name&handle=eq.ada
-- rest: GET /instance?select=id,name,owner:account!instance_owner_id_fkey(handle)&name=ilike.*a*&order=name.asc&limit=20
-- rest: GET /organization?select=slug,title&or=(slug.eq.lab,title.like.The*)

-- Ada has signed in.
-- role: authenticated
-- claims: {"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated", "email": "ada@example.org"}
-- rest: GET /account?select=id,handle,name,avatar_url,website&id=eq.00000000-0000-0000-0000-00000000000a
-- rest: PATCH /account?id=eq.00000000-0000-0000-0000-00000000000a&select=id,name
-- prefer: return=representation
-- body: {"name": "Ada L."}
-- rest: GET /instance?select=id,name,is_public,storage(root,type,region,uid),instance_collaborator(role,account!instance_collaborator_collaborator_id_fkey(handle))&owner_id=eq.00000000-0000-0000-0000-00000000000a&order=name
-- rest: POST /instance?select=id,name,engine,is_public
-- prefer: return=representation
-- body: {"owner_id": "00000000-0000-0000-0000-00000000000a", "name": "screens", "modules": ["bionty"],
-- body:  "storage_id": "20000000-0000-0000-0000-000000000001", "client_version": "0.50.1"}
-- rest: PATCH /instance?id=eq.30000000-0000-0000-0000-000000000001
-- body: {"is_public": true, "settings": {"theme": "dark"}}
-- rest: DELETE /instance?name=eq.atlas
-- rest: POST /storage?select=id,root,type
-- prefer: return=representation
-- body: {"root": "s3://other", "type": "s3", "region": "us-east-1", "created_by": "00000000-0000-0000-0000-00000000000a"}
-- rest: GET /storage?select=id,uid,root,type,region,is_cloud&root=in.("s3://lab","s3://none")
-- rest: POST /instance_collaborator?on_conflict=instance_id,collaborator_id
-- prefer: resolution=ignore-duplicates
-- body: {"instance_id": "30000000-0000-0000-0000-000000000001",
-- body:  "collaborator_id": "00000000-0000-0000-0000-00000000000b", "role": "viewer"}
-- rest: PATCH /instance_collaborator?collaborator_id=eq.00000000-0000-0000-0000-00000000000b
-- body: {"role": "editor"}
-- rest: POST /rpc/my_instances
-- body: {"only_public": false}
-- rest: GET /instance_overview?select=slug,storage_root,collaborator_count&order=slug

-- The nightly report asks the database itself.
-- params: uuid '30000000-0000-0000-0000-000000000001'
SELECT s.root, s.type, i.name
FROM public.instance AS i JOIN public.storage AS s ON s.id = i.storage_id
WHERE i.id = $1;

-- Ben has signed in.
-- claims: {"sub": "00000000-0000-0000-0000-00000000000b", "role": "authenticated", "email": "ben@example.org"}
-- rest: GET /instance_collaborator?select=role,instance!inner(name,owner_id)&instance.name=eq.cells
-- rest: PATCH /instance?name=eq.cells
-- body: {"is_locked": true}
-- rest: DELETE /instance_collaborator?collaborator_id=eq.00000000-0000-0000-0000-00000000000b
