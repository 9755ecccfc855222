PRAGMA application_id = 1112692034;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
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
CREATE TABLE session (
        id TEXT NOT NULL PRIMARY KEY,
        ordinal INTEGER NOT NULL UNIQUE,
        giver TEXT NOT NULL,
        receiver TEXT NOT NULL,
        evening_digest TEXT NOT NULL
    ) STRICT
    ;
INSERT INTO "session" VALUES('session-h1',1,'Scott','Cheryl','digest');
COMMIT;
