-- What happened on one of several processes, for those who listen on another; forgotten within seconds.
CREATE TABLE told (
    number ${identity},
    node ${text} NOT NULL,
    bot ${text} NOT NULL,
    tenant ${text} NOT NULL,
    kind ${text} NOT NULL,
    body ${text} NOT NULL,
    told_at BIGINT NOT NULL
);
CREATE INDEX told_by_node ON told (node, number);
