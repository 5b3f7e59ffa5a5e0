"""Words that say how a schema is written and not what is in it, and marks that say a fact."""

from coach.boards.schema.sketch_words import NULL_MARKS, bag

NOTATION = bag(
    """a an the and or of in on to by with for from as is are be has have each per via it its this
    that these those which then
    table tables column columns field fields attribute attributes attrs cols col property type types
    entity entities collection collections schema schemas model models database db name
    relationship relationships relation relations cardinality key keys name note notes
    create alter add if not exists only null constraint concurrently commit begin end do
    primary composite compound secondary covering partial global local unsigned
    query queries get list find fetch look lookup select where order sorted sort limit offset
    returning count first newest latest oldest between join access pattern patterns reads group
    rows grow grows values share update one many zero n m o exactly belongs owns contains holds
    can may include using range hash cluster clustering clustered nonclustered cassandra
    ok required mandatory notnull nn always identity increment auto generated autoincrement
    class def public private protected final static export default const let var val
    struct interface message import readonly
    erdiagram startuml enduml tablename args meta indexes uniqueconstraint primarykeyconstraint
    t function blueprint await knex createtable pgtable mysqltable sqlitetable primarykey notnull
    notnullable nullable timestamps mapped column mongoose foreignid constrained
    none relationship back populates refers primarykey increments bigincrements intable together
    base models generatedvalue primarygeneratedcolumn manytoone onetoone onetomany manytomany
    joincolumn entity attrs attr datasource generator id v7 v4 max_length on_delete
    add_index unique_index unique_together
    datatypes withtimezone allownull defaultvalue uuidv4 onupdate ondelete
    document objecttype softdeletes softdeletestz
    charfield textfield integerfield bigintegerfield positiveintegerfield smallintegerfield
    decimalfield floatfield booleanfield datetimefield datefield timefield uuidfield jsonfield
    emailfield slugfield urlfield autofield bigautofield positivesmallintegerfield
    string str integer biginteger bigint int long number text boolean bool datetime date varchar
    decimal bigdecimal float double uuid unicode largebinary dict optional list instant
    localdate localdatetime offsetdatetime""",
) - bag("default unique optional")
"""Articles and small words, and the words of languages whose readers act on them."""

_MARKED = (
    ("pk primarykey primary_key ck sk both together composite", "key index"),
    ("two three four", "key"),
    ("fk ref refs references foreign foreignkey foreign_key reference points", "pointing"),
    ("unique uniq uk uq", "unique"),
    (" ".join(NULL_MARKS), "optional"),
    ("index indexed idx ix gsi lsi db_index index_together", "index unique"),
    ("shard sharded sharding shards partition partitioned partitions distkey", "spread key"),
    ("desc descending", "falling"),
    ("0 1", "counted"),
)
MARKS: dict[str, tuple[str, ...]] = {
    word: tuple(kinds.split()) for words, kinds in _MARKED for word in words.split()
}
"""Marks, and the kinds of fact of which the line of one has to have one."""
