CREATE TABLE backrub_schema (
    version bigint NOT NULL
);
CREATE TABLE device (
    ordinal bigint NOT NULL,
    id text NOT NULL,
    home_id text NOT NULL,
    people text NOT NULL,
    holder text,
    token_digest bytea NOT NULL
);
ALTER TABLE device ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME device_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE event (
    session_id text NOT NULL,
    seq bigint NOT NULL,
    command_id text NOT NULL,
    "position" bigint NOT NULL,
    kind text NOT NULL,
    at_ms bigint NOT NULL,
    body text NOT NULL,
    CONSTRAINT event_position_check CHECK (("position" >= 0)),
    CONSTRAINT event_seq_check CHECK ((seq >= 1))
);
CREATE TABLE invitation (
    token_digest bytea NOT NULL,
    home_id text NOT NULL,
    expires_ms bigint NOT NULL,
    person text
);
CREATE TABLE keepsake (
    owner_id text NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    body text NOT NULL,
    CONSTRAINT keepsake_version_check CHECK ((version >= 1))
);
CREATE TABLE night (
    ordinal bigint NOT NULL,
    id text NOT NULL,
    home_id text NOT NULL,
    made_ms bigint NOT NULL,
    version bigint NOT NULL,
    body text NOT NULL
);
ALTER TABLE night ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME night_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE night_session (
    session_id text NOT NULL,
    night_id text NOT NULL
);
CREATE TABLE person (
    ordinal bigint NOT NULL,
    id text NOT NULL,
    home_id text NOT NULL,
    name text NOT NULL,
    body text NOT NULL,
    tone text NOT NULL,
    pin_hash text
);
ALTER TABLE person ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME person_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE private_note (
    night_id text NOT NULL,
    person_id text NOT NULL,
    kind text NOT NULL,
    answers text NOT NULL,
    done bigint NOT NULL,
    CONSTRAINT private_note_done_check CHECK ((done = ANY (ARRAY[(0)::bigint, (1)::bigint])))
);
CREATE TABLE sealing_key (
    owner text NOT NULL,
    wrapped bytea NOT NULL
);
CREATE TABLE server_key (
    only_one bigint NOT NULL,
    key bytea NOT NULL,
    CONSTRAINT server_key_only_one_check CHECK ((only_one = 1))
);
CREATE TABLE session (
    id text NOT NULL,
    ordinal bigint NOT NULL,
    giver text NOT NULL,
    receiver text NOT NULL,
    evening_digest text NOT NULL,
    home text DEFAULT ''::text NOT NULL,
    began_ms bigint DEFAULT 0 NOT NULL
);
INSERT INTO backrub_schema VALUES (1);
INSERT INTO device OVERRIDING SYSTEM VALUE VALUES (1, 'phone-h1', 'h1', '["cheryl-h1", "scott-h1"]', 'cheryl-h1', '\x746f6b656e206831');
INSERT INTO event VALUES ('session-h1', 1, 'begin', 0, 'step_began', 0, 's1:TuEbzSR4iV3evPwVq2wARze83IfdeVT+zTQd5DiL1CwWzxxZK2ALrkEBe2VX');
INSERT INTO event VALUES ('session-h1', 2, 'close', 0, 'debriefed', 90000, 's1:8vc0X/Fa8m9IcC6515m+KvKkIb1zwCJHPNe7ZF8rD6DtU98EckyHEmiat8j9lg6Nvi0rzfVMdC+hw/blUNEkC/rOzsXu/sfXAuEU+t+sNdiKIStImjr7HcDeNWTwyFPqvmOIf17R8b8Y91o0IGir/r5yiQEjFEYRLAeLKCNOXElYrGArlSDecb2xTl3BJUpqa43jrGbY2CW0xWlTNH36IEf7jgrEYw==');
INSERT INTO invitation VALUES ('\x6120646967657374', 'h1', 1790000000000, 'scott-h1');
INSERT INTO keepsake VALUES ('cheryl-h1', 'allergies', 1, 's1:YDyECxM7DK7H7E0+Ga10qv8BAONf0QbLlqiu9Lld9WS+HBRoaFdMIy/i0315TTuiuSY1l22ISf6phjutgEc=');
INSERT INTO night OVERRIDING SYSTEM VALUE VALUES (1, 'night-h1', 'h1', 1790000000000, 0, '{"id":"night-h1","home_id":"h1","people":["cheryl-h1","scott-h1"],"made_ms":1790000000000,"seed":1,"turns":[{"turn":{"giver":"scott-h1","receiver":"cheryl-h1"},"edits":{"minutes":null,"dropped":[],"pinned":[]},"brief_read":false,"prepared":[],"session_id":"session-h1","thanked":[],"experiment":""}],"is_settled":false,"is_over":false,"version":0}');
INSERT INTO night_session VALUES ('session-h1', 'night-h1');
INSERT INTO person OVERRIDING SYSTEM VALUE VALUES (1, 'cheryl-h1', 'h1', 'Cheryl', 'neutral', 'light', NULL);
INSERT INTO person OVERRIDING SYSTEM VALUE VALUES (2, 'scott-h1', 'h1', 'Scott', 'neutral', 'light', 'a hash');
INSERT INTO private_note VALUES ('night-h1', 'cheryl-h1', 'check_in', 's1:8gcoosHmGfkRDVr6FD5FdETAafYMtwJcD/3RC8sBfNXXoBwdTqheyoTiMaehailWxH/8eIEF0AII4gCPRZ0=', 1);
INSERT INTO sealing_key VALUES ('', '\x229ad974d5fa12fc8ee854b6a4644e6b33e5ba553a977ff80222db9e3fb21bad9c7bbc2df76c3b6bcebc7dc879d1283ea9282b6575eb2f5da7d17ea2');
INSERT INTO sealing_key VALUES ('cheryl-h1', '\x581dc686625d243464a0cfbf48a99b8cceacd194972b556dc700960247c3e52135b8735950fec38daf5cf8f5037bfff3c439d56844ba28b566ef9219');
INSERT INTO server_key VALUES (1, '\x0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO session VALUES ('session-h1', 1, 'scott-h1', 'cheryl-h1', 'digest', 'h1', 1790000000000);
SELECT pg_catalog.setval('device_ordinal_seq', 1, true);
SELECT pg_catalog.setval('night_ordinal_seq', 1, true);
SELECT pg_catalog.setval('person_ordinal_seq', 2, true);
ALTER TABLE ONLY device
    ADD CONSTRAINT device_id_key UNIQUE (id);
ALTER TABLE ONLY device
    ADD CONSTRAINT device_pkey PRIMARY KEY (ordinal);
ALTER TABLE ONLY device
    ADD CONSTRAINT device_token_digest_key UNIQUE (token_digest);
ALTER TABLE ONLY event
    ADD CONSTRAINT event_pkey PRIMARY KEY (session_id, seq);
ALTER TABLE ONLY event
    ADD CONSTRAINT event_session_id_command_id_position_key UNIQUE (session_id, command_id, "position");
ALTER TABLE ONLY invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (token_digest);
ALTER TABLE ONLY keepsake
    ADD CONSTRAINT keepsake_pkey PRIMARY KEY (owner_id, name);
ALTER TABLE ONLY night
    ADD CONSTRAINT night_id_key UNIQUE (id);
ALTER TABLE ONLY night
    ADD CONSTRAINT night_pkey PRIMARY KEY (ordinal);
ALTER TABLE ONLY night_session
    ADD CONSTRAINT night_session_pkey PRIMARY KEY (session_id);
ALTER TABLE ONLY person
    ADD CONSTRAINT person_id_key UNIQUE (id);
ALTER TABLE ONLY person
    ADD CONSTRAINT person_pkey PRIMARY KEY (ordinal);
ALTER TABLE ONLY private_note
    ADD CONSTRAINT private_note_pkey PRIMARY KEY (night_id, person_id, kind);
ALTER TABLE ONLY sealing_key
    ADD CONSTRAINT sealing_key_pkey PRIMARY KEY (owner);
ALTER TABLE ONLY server_key
    ADD CONSTRAINT server_key_pkey PRIMARY KEY (only_one);
ALTER TABLE ONLY session
    ADD CONSTRAINT session_ordinal_key UNIQUE (ordinal);
ALTER TABLE ONLY session
    ADD CONSTRAINT session_pkey PRIMARY KEY (id);
CREATE INDEX device_of_home ON device USING btree (home_id);
CREATE INDEX night_of_home ON night USING btree (home_id);
CREATE INDEX note_of_person ON private_note USING btree (person_id);
CREATE INDEX person_of_home ON person USING btree (home_id);
CREATE INDEX session_of_home ON session USING btree (home);
CREATE INDEX session_of_night ON night_session USING btree (night_id);
ALTER TABLE ONLY event
    ADD CONSTRAINT event_session_id_fkey FOREIGN KEY (session_id) REFERENCES session(id);
ALTER TABLE ONLY night_session
    ADD CONSTRAINT night_session_night_id_fkey FOREIGN KEY (night_id) REFERENCES night(id);
ALTER TABLE ONLY private_note
    ADD CONSTRAINT private_note_night_id_fkey FOREIGN KEY (night_id) REFERENCES night(id);
