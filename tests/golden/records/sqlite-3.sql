PRAGMA application_id = 1112692034;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE device (
        ordinal INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        home_id TEXT NOT NULL,
        people TEXT NOT NULL,
        holder TEXT,
        token_digest BLOB NOT NULL UNIQUE
    ) STRICT
    ;
INSERT INTO "device" VALUES(1,'phone-h1','h1','["cheryl-h1", "scott-h1"]','cheryl-h1',X'746F6B656E206831');
CREATE TABLE event (
        session_id TEXT NOT NULL REFERENCES session (id),
        seq INTEGER NOT NULL CHECK (seq >= 1),
        command_id TEXT NOT NULL,
        position INTEGER NOT NULL CHECK (position >= 0),
        kind TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (session_id, seq),
        UNIQUE (session_id, command_id, position)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "event" VALUES('session-h1',1,'begin',0,'step_began',0,'{"step":"settle"}');
INSERT INTO "event" VALUES('session-h1',2,'close',0,'debriefed',90000,'{"felt":"planted where only Cheryl may read","sites":[],"tension_after":[],"put_up_with":true,"keep":"planted where only Cheryl may read"}');
CREATE TABLE invitation (
        token_digest BLOB NOT NULL PRIMARY KEY,
        home_id TEXT NOT NULL,
        expires_ms INTEGER NOT NULL,
        person TEXT
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "invitation" VALUES(X'6120646967657374','h1',1790000000000,'scott-h1');
CREATE TABLE keepsake (
        owner_id TEXT NOT NULL,
        name TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version >= 1),
        body TEXT NOT NULL,
        PRIMARY KEY (owner_id, name)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "keepsake" VALUES('cheryl-h1','allergies',1,'planted where only Cheryl may read');
CREATE TABLE night (
        ordinal INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        home_id TEXT NOT NULL,
        made_ms INTEGER NOT NULL,
        version INTEGER NOT NULL,
        body TEXT NOT NULL
    ) STRICT
    ;
INSERT INTO "night" VALUES(1,'night-h1','h1',1790000000000,0,'{"id":"night-h1","home_id":"h1","people":["cheryl-h1","scott-h1"],"made_ms":1790000000000,"seed":1,"turns":[{"turn":{"giver":"scott-h1","receiver":"cheryl-h1"},"edits":{"minutes":null,"dropped":[],"pinned":[]},"brief_read":false,"prepared":[],"session_id":"session-h1","thanked":[]}],"is_settled":false,"is_over":false,"version":0}');
CREATE TABLE night_session (
        session_id TEXT NOT NULL PRIMARY KEY,
        night_id TEXT NOT NULL REFERENCES night (id)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "night_session" VALUES('session-h1','night-h1');
CREATE TABLE person (
        ordinal INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        home_id TEXT NOT NULL,
        name TEXT NOT NULL,
        body TEXT NOT NULL,
        tone TEXT NOT NULL,
        pin_hash TEXT
    ) STRICT
    ;
INSERT INTO "person" VALUES(1,'cheryl-h1','h1','Cheryl','neutral','light',NULL);
INSERT INTO "person" VALUES(2,'scott-h1','h1','Scott','neutral','light','a hash');
CREATE TABLE private_note (
        night_id TEXT NOT NULL REFERENCES night (id),
        person_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        answers TEXT NOT NULL,
        done INTEGER NOT NULL CHECK (done IN (0, 1)),
        PRIMARY KEY (night_id, person_id, kind)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "private_note" VALUES('night-h1','cheryl-h1','check_in','planted where only Cheryl may read',1);
CREATE TABLE server_key (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), key BLOB NOT NULL) STRICT;
INSERT INTO "server_key" VALUES(1,X'0000000000000000000000000000000000000000000000000000000000000000');
CREATE TABLE session (
        id TEXT NOT NULL PRIMARY KEY,
        ordinal INTEGER NOT NULL UNIQUE,
        giver TEXT NOT NULL,
        receiver TEXT NOT NULL,
        evening_digest TEXT NOT NULL
    , home TEXT NOT NULL DEFAULT '', began_ms INTEGER NOT NULL DEFAULT 0) STRICT
    ;
INSERT INTO "session" VALUES('session-h1',1,'scott-h1','cheryl-h1','digest','h1',1790000000000);
CREATE INDEX session_of_home ON session (home);
CREATE INDEX person_of_home ON person (home_id);
CREATE INDEX device_of_home ON device (home_id);
CREATE INDEX night_of_home ON night (home_id);
CREATE INDEX session_of_night ON night_session (night_id);
CREATE INDEX note_of_person ON private_note (person_id);
COMMIT;
