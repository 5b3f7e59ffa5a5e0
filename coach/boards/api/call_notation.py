"""Words that say how an interface is written and not what it is: labels, keywords of languages."""

from coach.boards.api.wordset import wordset

NOTATION = wordset(
    """a an the and or of in on to with for from as is are by at it its this that which
    base url uri auth authentication authorization rate limit limits limiting errors error version
    versioning pagination paging server host schemes format shape
    body request requests req payload input inputs takes accepts contains contain sends send
    returns return response responses resp res answer answers gives yields output outputs result
    type types status code codes fields field data json form params param parameters parameter
    args arguments query filters qs headers header hdrs method methods path url verb endpoint
    endpoints route routes description summary notes note auth access success err failure failures
    resource resources crud only except everything required optional requires needs need all every
    get post put patch delete head options sse ws wss websocket socket webhook webhooks event topic
    client server call calls recv stream streaming http https
    message service rpc repeated map mutation subscription interface enum scalar schema extend
    google protobuf empty void string integer number boolean list array object null none
    class def async await public private protected static export import const let var func fun fn
    function new self cls void promise future task dto pass
    router app api fastapi express blueprint handlefunc handle mux chi gin echo e r c s
    getmapping postmapping putmapping patchmapping deletemapping requestmapping restcontroller
    requestbody requestpart responsestatus httpstatus
    multipartfile iformfile uploadfile requestparam pathvariable queryparam controller
    httpget httppost httpput httpdelete
    httppatch route apirouter status_code response_model methods basemodel responseentity list
    curl x h d f xpost xput xpatch xdelete xget bearer token application content accept
    openapi info title paths get requestbody content required properties
    index create show update destroy store
    back plus always otherwise else so we do end ok yes no"""
)
