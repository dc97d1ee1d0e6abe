-- The tables of release 0.1.0, as its program made them, on SQLite and on PostgreSQL. Never changed.

CREATE TABLE batches (
    id VARCHAR(32) NOT NULL,
    name TEXT NOT NULL,
    folder TEXT NOT NULL,
    questionnaire JSON NOT NULL,
    model TEXT NOT NULL,
    state VARCHAR(16) NOT NULL,
    created_at FLOAT NOT NULL,
    ended_at FLOAT,
    PRIMARY KEY (id),
    CONSTRAINT known_state CHECK (state IN ('registering', 'open', 'done', 'cancelled'))
);

CREATE TABLE meta (
    "key" VARCHAR(32) NOT NULL,
    value VARCHAR(255) NOT NULL,
    PRIMARY KEY ("key")
);

CREATE TABLE documents (
    id VARCHAR(32) NOT NULL,
    batch_id VARCHAR(32) NOT NULL,
    position INTEGER NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    path TEXT NOT NULL,
    other_paths JSON NOT NULL,
    size_bytes BIGINT NOT NULL,
    state VARCHAR(16) NOT NULL,
    attempts INTEGER NOT NULL,
    not_before FLOAT NOT NULL,
    announced_at FLOAT,
    lease_token VARCHAR(32),
    lease_until FLOAT,
    split_at FLOAT,
    pages INTEGER,
    parser VARCHAR(64),
    error_code VARCHAR(64),
    error TEXT,
    trace TEXT,
    ended_at FLOAT,
    PRIMARY KEY (id),
    UNIQUE (batch_id, sha256),
    CONSTRAINT known_state CHECK (state IN ('waiting', 'running', 'done', 'quarantined', 'cancelled', 'carried')),
    FOREIGN KEY(batch_id) REFERENCES batches (id)
);

CREATE INDEX documents_by_state ON documents (state, batch_id);

CREATE TABLE passages (
    id VARCHAR(32) NOT NULL,
    batch_id VARCHAR(32) NOT NULL,
    document_id VARCHAR(32) NOT NULL,
    ordinal INTEGER NOT NULL,
    text TEXT NOT NULL,
    tokens INTEGER NOT NULL,
    spans JSON NOT NULL,
    state VARCHAR(16) NOT NULL,
    attempts INTEGER NOT NULL,
    not_before FLOAT NOT NULL,
    announced_at FLOAT,
    lease_token VARCHAR(32),
    lease_until FLOAT,
    crashes INTEGER NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (document_id, ordinal),
    CONSTRAINT known_state CHECK (state IN ('waiting', 'running', 'done', 'quarantined', 'cancelled', 'carried')),
    FOREIGN KEY(batch_id) REFERENCES batches (id),
    FOREIGN KEY(document_id) REFERENCES documents (id)
);

CREATE INDEX passages_by_state ON passages (state, batch_id);

CREATE TABLE jobs (
    id VARCHAR(32) NOT NULL,
    batch_id VARCHAR(32) NOT NULL,
    document_id VARCHAR(32) NOT NULL,
    passage_id VARCHAR(32) NOT NULL,
    field VARCHAR(64) NOT NULL,
    kind VARCHAR(16) NOT NULL,
    ordinal INTEGER NOT NULL,
    state VARCHAR(16) NOT NULL,
    attempts INTEGER NOT NULL,
    not_before FLOAT NOT NULL,
    error_code VARCHAR(64),
    error TEXT,
    trace TEXT,
    ended_at FLOAT,
    PRIMARY KEY (id),
    UNIQUE (passage_id, field),
    CONSTRAINT known_state CHECK (state IN ('waiting', 'running', 'done', 'quarantined', 'cancelled', 'carried')),
    FOREIGN KEY(batch_id) REFERENCES batches (id),
    FOREIGN KEY(document_id) REFERENCES documents (id),
    FOREIGN KEY(passage_id) REFERENCES passages (id)
);

CREATE INDEX jobs_by_batch ON jobs (batch_id, state);

CREATE INDEX jobs_by_document ON jobs (document_id, state);

CREATE TABLE answers (
    job_id VARCHAR(32) NOT NULL,
    raw TEXT NOT NULL,
    found BOOLEAN NOT NULL,
    value TEXT,
    confidence FLOAT NOT NULL,
    grounding VARCHAR(16) NOT NULL,
    quote TEXT,
    start INTEGER,
    "end" INTEGER,
    page INTEGER,
    box JSON,
    model TEXT NOT NULL,
    prompt VARCHAR(64) NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    answer_tokens INTEGER NOT NULL,
    complete BOOLEAN NOT NULL,
    created_at FLOAT NOT NULL,
    PRIMARY KEY (job_id),
    FOREIGN KEY(job_id) REFERENCES jobs (id)
);

CREATE TABLE results (
    document_id VARCHAR(32) NOT NULL,
    field VARCHAR(64) NOT NULL,
    batch_id VARCHAR(32) NOT NULL,
    status VARCHAR(16) NOT NULL,
    value TEXT,
    confidence FLOAT NOT NULL,
    reason TEXT NOT NULL,
    job_id VARCHAR(32),
    PRIMARY KEY (document_id, field),
    FOREIGN KEY(document_id) REFERENCES documents (id),
    FOREIGN KEY(batch_id) REFERENCES batches (id),
    FOREIGN KEY(job_id) REFERENCES jobs (id)
);

CREATE INDEX results_by_batch ON results (batch_id);

INSERT INTO meta ("key", value) VALUES ('schema_version', '1');
