"""The words that tell what a step is, one pattern after another, matched without regard to case.

They are the specification's lists by stem, and what people write instead of them.
"""

import re


def _patterns(text: str) -> str:
    """The patterns of a block, divided by semicolons and line ends, as one alternation."""
    said = (part.strip() for line in text.splitlines() for part in line.split(" ; "))
    return "|".join(part for part in said if part)


def _any(text: str) -> re.Pattern[str]:
    """Any of the words, at a word's beginning."""
    return re.compile(rf"\b(?:{_patterns(text)})", re.I)


def _first(text: str) -> re.Pattern[str]:
    """Any of the words, at the very beginning."""
    return re.compile(rf"^(?:{_patterns(text)})", re.I)


def _somewhere(text: str) -> re.Pattern[str]:
    """Any of the patterns, anywhere."""
    return re.compile(_patterns(text), re.I)


LED = re.compile(
    r"^(?:\d+[.)]\s*)?(?:then |and |finally |first |please |do |run |make |take |perform |execute "
    r"|create |conduct |start |begin |the |a |an |full |final |our |all |daily |weekly |fresh "
    r"|manual |last )+",
    re.I,
)
"""Words before a step's first verb."""
PREPARE = _first(r"""
    back(?:ing)?[ -]?up ; snapshots? ; verif ; tests?\b ; testing ; smoke ; dry[ -]?run
    check ; monitor ; watch ; observ ; wait ; compar ; reconcil ; validat ; measur
    review ; rehears ; drill ; announc ; communicat ; notif ; inform ; tell
    freeze deploys? ; code freeze ; train ; document ; retro ; plan\b ; provision a test
    restor(?:e|ation|ing)\b.*\b(?:tests?|drill|check|staging|spare|scratch|verif\w+|rehears\w+|sandbox)\b
    pre-?check ; post-?check ; soak ; bake ; confirm ; ensure ; schedule
    lower (?:the )?(?:dns )?ttl ; meeting ; go/no-go ; sign[ -]?off ; agree ; inventory
    audit ; profile ; baseline ; load[ -]?test ; benchmark ; shadow ; lessons
    post-?mortem ; analy[sz]e ; health ; sanity ; record
    write (?:down|up|a|an|the)?[ ]?(?:runbook|docs?|documentation) ; hypercare
    stand[ -]?by ; warn ; email ; invite ; collect ; gather ; list\b ; count ; row counts?
    parity ; consistency ; dual[ -]?read ; uat
""")
"""First verbs of steps that change nothing in production."""
CLEANUP = _first(r"""
    decommission ; retir ; remov ; delet ; drop\b ; dropp ; turn(?:ing)? off
    switch(?:ing)? off ; shut(?:ting)?[ -]?down ; clean ; tear(?:ing)? down ; archiv
    terminat ; destroy ; stop (?:and )?(?:delete|remove) ; turn .{1,60} off$
    turn .{1,60} off\b ; contract\b ; truncate ; sunset ; dispos ; unplug ; power off
    scale .{1,30} to (?:0|zero) ; cancel ; clos(?:e|ing) (?:the )?(?:old|legacy|former|previous)\b
""")
"""First verbs of steps that remove."""
TO_REMOVE = _somewhere(r"""
    \b(?:decommission\w*|retir(?:e|es|ing)|tear(?:ing)? down|shut(?:ting)? down|sunset)\b
""")
"""Removal anywhere in a name."""
BACKUP = _any(r"""
    back(?:ing)?[ -]?ups?\b ; back(?:ed)?[ -]up\b ; snapshot ; dump kept
    point[- ]in[- ]time ; pitr\b ; full dump ; base ?backup
""")
"""A backup is made."""
RESTORE = _any(r"""
    restor(?:e|es|ed|ing|ation)\b ; restore[- ](?:test|drill)
    recover(?:y|ed)? (?:test|drill)
""")
"""A backup is restored."""
MOVES = _any(r"""
    migrat(?!ion (?:checklist|plan|lead|guide|scripts? (?:review|test)))\w*
    mov(?:e|es|ing)\b ; cop(?:y|ies|ying)\b
    load(?:s|ing)?\b(?![ -]?(?:balanc|test|shed)) ; export\w* ; import\w* ; backfill\w*
    replicat(?:e|es|ing|ion)\b(?! lag) ; change data capture ; cdc\b
    (?:dual|double)[ -]?writ ; dump\w* ; rsync ; sync\b ; re-?index\w* ; re-?shard\w*
    transfer\w* ; write(?:s|ing)? (?:to )?both ; index into both ; clone
""")
"""Data moves."""
COPIES = _any(r"""
    cop(?:y|ies|ying)\b ; export\w* ; import\w* ; dump\w* ; rsync
    load(?:s|ing)?\b(?= (?:\w+ ){0,3}(?:data|rows|tables?|records|files|dump))
    transfer\w* ; clone ; bulk[ -]?load
    (?:move|migrate)\w* (?:all |the |existing |old |historic\w* )*(?:data|rows|records)\b
    (?:move|migrate)\w* (?:all |the |existing |old )*(?:files|tables|objects|blobs)\b
""")
"""Data is copied once."""
NOT_COPIES = _any(r"""
    copy back ; copied back ; importan\w+ ; copy (?:the )?(?:config|settings|runbook|list)
    load balancer
""")
"""What looks like a copy and is none."""
DUAL = _any(r"""
    (?:dual|double)[ -]?writ\w*
    writ(?:e|es|ing) (?:to )?(?:both|the two|old and new|new and old)
    (?:index|publish|insert|store|save|send)\w* (?:in)?to both
    both (?:stores|systems|databases) (?:are )?written
    writ(?:e|es|ing) (?:\w+ ){0,2}(?:in|to) both ; mirror(?:ed|ing)? writes
""")
"""Both stores are written."""
CAPTURE = _any(r"""
    change data capture ; cdc\b ; captur(?:e|es|ed|ing) (?:the |all )?changes
    replicat(?:e|es|ed|ing|ion)\b ; debezium
    logical replica ; binlog ; read replica of ; stream(?:ing)? changes ; dms\b ; follower
    standby ; continuous(?:ly)? sync
    keeps? (?:it |the \w+ |the copy )?(?:current|in sync) ; incremental sync ; delta sync
    mirror ?maker ; triggers? (?:that )?cop
""")
"""Changes are captured or replicated."""
COMPARE = _any(r"""
    compar\w+ ; reconcil\w+ ; verify (?:row )?counts ; row[ -]?counts?
    counts? (?:match|equal|agree) ; checksums? ; diff(?:s|ing)?\b ; parity
    shadow[- ]reads? ; consistency[- ]check ; mismatch\w* ; dual[- ]?reads?
    verify (?:the )?(?:data|rows|copy) ; validate (?:the )?(?:data|rows|copy|counts)
    data validation ; spot[- ]checks? ; scientist
""")
"""Two stores are compared."""
BACKFILL = _any(r"""
    backfill\w* ; cop(?:y|ies|ying)\b ; re-?index\w* ; bulk[ -]?load ; import\w*
    export\w*
    (?:old|existing|historic\w*|past) (?:rows|data|records|documents|messages|events|orders|users)\b
    full (?:copy|load|sync) ; initial (?:copy|load|sync|snapshot) ; seed\w* ; dump
    snapshot load
""")
"""What was there before is copied."""
FACADE = _any(r"""
    fa[cç]ade ; prox(?:y|ies)\b ; gateway ; router ; reverse proxy
    load[ -]?balancer rules? ; anti-?corruption ; envoy ; nginx ; haproxy ; api gateway
    service mesh ; routing layer ; edge routing ; ingress
    in front of (?:the |our )?(?:old|legacy|existing|current|shared|monolith)
""")
"""Something stands in front and routes."""
SWITCH = _any(r"""
    switch(?:es|ing)?\b(?! off)(?!ed) ; cut[ -]?over\b ; cut over ; cutover ; flip\w*
    repoint\w* ; point(?:s|ing)?\b(?= .{0,60}\b(?:to|at)\b) ; promot(?:e|es|ing|ion)\b
    fail(?:ing)?[ -]?over\b ; redirect\w* ; go[ -]live
    rout(?:e|es|ing) (?!53)(?:.{0,30}(?:traffic|requests|users|reads|writes|percentage|/\w+))
    swap\w* ; shift traffic ; move traffic ; take over ; update dns ; change (?:the )?dns
    dns (?:switch|change|cutover) ; swing
""")
"""Users are led to the new system."""
NOT_SWITCH = _any(r"""
    switch(?:es)? (?:vendors|hardware|configuration of) ; network switch
    rehears\w+ the (?:switch|cutover) ; cutover (?:plan|rehearsal|meeting|checklist)
""")
"""What looks like a switch and is none."""
READS = _any(r"""
    reads? (?:from )?(?:the )?(?:new|full_name|[a-z]+_\w+) ; switch\w* reads? ; read from
    reads? (?:to|from)\b ; (?:move|point|flip) (?:\w+ ){0,2}(?:reads?|readers)\b
""")
"""Reads are led to the new store."""
DEPLOY = _any(r"""
    deploy\w* ; provision\w* ; install\w* ; launch\w* ; roll ?out\b ; release\w*
    stand up ; spin up ; bring up ; build (?:the |a )?(?:new|green|second|cluster)
    upgrade\w*
""")
"""Something new is put up."""
SMOKE = _any(r"""
    smoke
    test(?:s|ing)? (?:the |on |of |against )?(?:the )?(?:new|green|v\d|canary|upgraded|target)
    (?:new|green|v\d) .{0,30}\btest ; end-?to-?end tests? ; e2e ; synthetic
    acceptance tests? ; integration tests? ; health ?checks? (?:on|of|green|pass)
    load[ -]?test ; dark launch ; shadow traffic ; sanity
    verify (?:the )?(?:new|green|upgrade|deployment) ; test (?:it|suite) ; regression
    uat\b ; dry[ -]?run ; shadow reads?
""")
"""The new is tested."""
LAG = _any(r"""
    lag\b ; lagging ; caught up ; catch(?:es)?[ -]?up ; in[ -]sync
    final (?:delta |data )?sync ; drain(?:ed)? (?:the )?(?:queue|log|stream) ; behind
    replication delay ; lsn\b ; offset
""")
"""Somebody looks how far a replica is behind."""
STOPS = _any(r"""
    stop(?:s|ped)?(?: \w+){0,2} writes?
    writes? (?:are |is )?(?:stopped|frozen|blocked|paused|disabled|off) ; read[- ]?only
    maintenance (?:page|mode)
    (?:freeze|block|pause|disable|halt|quiesce)s?(?: \w+){0,2} writes?
    stop (?:the )?(?:app|application|service|producers|delivery|traffic|workers|writers)
    take (?:the )?(?:app|site|system|service) (?:down|offline) ; shut down the app
    writes frozen ; offline\b ; disable (?:logins|ingest\w*|user access)
    stop (?:accepting|ingest\w*)
""")
"""Writes are stopped."""
FLAG = _any(r"""
    feature[ -]?(?:flags?|toggles?|switch) ; flags?\b ; toggles?\b ; flipper
    launchdarkly
""")
"""A feature flag."""
FLAG_GONE = _any(r"""
    (?:remov\w*|delet\w*|clean\w*(?: up)?|drop\w*|retir\w*) .{0,40}(?:flag|toggle)s?
""")
"""A flag is removed."""
COLUMN = _somewhere(r"""
    \bALTER\s+TABLE\b ; \bcolumns?\b
""")
"""A column, or an ALTER TABLE."""
CHANGES_SCHEMA = _somewhere(r"""
    \b(?:ALTER\s+TABLE|(?:CREATE|DROP)\s+(?:TABLE|COLUMN))\b
    \b(?:add|drop|rename|retype|change|alter|create|remove)\w*\b.{0,60}\b(?:columns?|schema|tables?)\b
""")
"""A schema changes."""
DESTROYS = _somewhere(r"""
    \bRENAME\s+(?:COLUMN|TABLE|TO)\b ; \brenam\w+\b.{0,40}\b(?:column|table|field)s?\b
    \b(?:column|table|field)\b.{0,40}\brenam ; \bDROP\s+(?:COLUMN|TABLE)\b
    \b(?:drop|remove|delete)\w*\s+(?:the\s+)?(?:old\s+)?(?:column|table|field)\b
    \bALTER\s+(?:COLUMN\s+)?\w+\s+(?:SET\s+DATA\s+)?TYPE\b ; \bchange\w*\b.{0,30}\btype\b
    \bretyp\w+ ; \bMODIFY\s+COLUMN\b
""")
"""A column or a table is renamed, dropped or retyped."""
ADDS = _somewhere(r"""
    \bADD\s+COLUMN\b ; \bCREATE\s+TABLE\b
    \b(?:add|create|introduce|new)\w*\b.{0,60}\b(?:columns?|tables?|schema|field)\b
    \bcreate new\b ; \bexpand\b
""")
"""A column or a table is added."""
OLD = _any(r"""
    old\b ; blue\b ; legacy ; monolith ; previous ; source ; former ; original ; v1\b
    existing ; table ; column ; database ; cluster ; system ; server ; bucket ; service
    solr ; oracle ; module ; region ; topic ; broker ; index ; replica ; stack
    environment ; host ; vm\b
""")
"""What is the old system, or a part of it."""
NOT_OLD = _any(r"""
    flag ; toggle ; temp\w* ; staging ; test ; maintenance ; alerts? ; dual[ -]?writ\w*
    trigger ; copy job ; connector ; read[- ]?only ; banner ; logs?\b ; cache\b ; code\b
    proxy\b ; facade ; backup ; ttl ; constraint ; trace ; cdc ; replication slot ; new\b
    green\b ; docs?\b ; feature
""")
"""What may be removed at any time."""
KEEPS = _any(r"""
    sync(?:s|ed|ing)?(?: \w+){0,5} back ; sync any ; cop(?:y|ies|ied)(?: \w+){0,4} back
    copy new ; replay\w* ; reverse[ -](?:\w+ )?(?:replicat\w*|cdc|sync)
    dual[ -]?writes? keep ; writ(?:e|es|ten|ing) (?:to )?both ; read-only ; still written
    import(?:s|ed)? (?:the )?(?:new|missing|delta)
    keeps? (?:the )?(?:old|blue|source|legacy) ; both (?:are|were|stores)
    written (?:to )?(?:both|twice) ; back-?sync\w* ; merge\w* back
    nothing (?:was|is|has been) written ; no writes ; apply (?:the )?(?:new|missing|delta)
    export(?:ed)? (?:the )?(?:new|delta) ; backfill (?:the )?old ; bi-?directional
    two-way
""")
"""The old system gets what is written to the new one."""
GOES_BACK = _any(r"""
    back\b ; old\b ; blue\b ; again\b ; previous ; revert\w* ; restor\w* ; undo ; monolith
    legacy ; source ; former ; re-?enable ; original ; start (?:the )?v?\d* ; switch to
    point\w* to ; route ; failback ; downgrade
""")
"""A rollback leads to the old system."""
NEUTRAL = _any(r"""
    deploy\w* ; release\w* ; read\w* ; writ\w* ; backfill\w* ; switch\w* ; stop\w* ; app\b
""")
"""The code around a change of a schema."""
PERSON = _somewhere(r"""
    \b(?:meeting|party|sign[ -]?off|retro\w*|training|newsletter|announcement)\b
""")
"""Meetings and the like."""
