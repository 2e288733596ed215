//! What calls share: parameters, headers, faults, and ways to prove who calls.

use serde_json::{Value, json};

use super::call::{PURPOSE, TERMINAL, media_type};
use super::document::{Flow, Flows, Header, Parameter, Response, SecurityScheme};
use super::entries::Entries;
use super::frame::Version;
use super::problems::Problem;
use super::schema::{I18n, Schema};
use super::settings::Settings;
use super::shapes::{CODE, problem_example};

/// Parameters, by component.
pub(super) fn parameters() -> Entries<Parameter> {
    let mut all: Entries<Parameter> = in_paths().into_iter().collect();
    all.extend(in_headers().into_iter().map(|(name, parameter)| (name.to_owned(), parameter)));
    let cursor = Schema::pattern("^[0-9A-Za-z_-]+$", 200);
    let cursor =
        parameter("cursor", "query", cursor, "0001", "从上一页的 next 开始", "where the page before ended");
    let limit = Schema::integer(1, 100);
    let limit = parameter("limit", "query", limit, 20, "每页最多条数", "entries of a page at most");
    all.add("Cursor", optional(cursor));
    all.add("Limit", optional(limit));
    all
}

fn parameter(
    name: &str,
    place: &str,
    schema: Schema,
    example: impl Into<Value>,
    zh: &str,
    en: &str,
) -> Parameter {
    Parameter {
        name: name.into(),
        place: place.into(),
        description: zh.into(),
        i18n: I18n::description(en),
        required: true,
        schema: Some(schema),
        example: Some(example.into()),
        ..Parameter::default()
    }
}

fn optional(parameter: Parameter) -> Parameter {
    Parameter { required: false, ..parameter }
}

/// References and codes: nothing in a path tells of a person.
fn in_paths() -> Vec<(&'static str, Parameter)> {
    let key = |name, example: &str, zh, en| parameter(name, "path", Schema::key(), example, zh, en);
    let id = |name, example: &str, zh, en| parameter(name, "path", Schema::id(), example, zh, en);
    let code = Schema::pattern(CODE, 33).field("TASK_CODE");
    let (zh, en) = ("基本编码、实施编码或者业务办理项编码", "basic, implementation or handling-item code");
    vec![
        ("ItemCode", parameter("itemCode", "path", code, "000114107003", zh, en)),
        (
            "CaseId",
            key("caseId", "c-0001", "办件标识，不含个人信息", "reference of the case, without personal data"),
        ),
        ("MaterialId", id("materialId", "application", "材料标识", "id of the material")),
        ("SignatureId", key("signatureId", "s-0001", "签名签章标识", "reference of the signature")),
        ("PaymentId", key("paymentId", "y-0001", "缴费标识", "reference of the payment")),
        ("ResultId", id("resultId", "licence", "结果标识", "id of the result")),
        ("SubscriptionId", key("subscriptionId", "w-0001", "订阅标识", "reference of the subscription")),
    ]
}

fn in_headers() -> Vec<(&'static str, Parameter)> {
    const DIGEST: &str = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:";
    let header = |name, schema, example: &str, zh, en| parameter(name, "header", schema, example, zh, en);
    let digest = || Schema::pattern("^[a-z0-9-]+=:[A-Za-z0-9+/=]+:$", 200);
    let tag = || Schema::pattern("^\"[!-~]{1,98}\"$", 100);
    let language = Schema::pattern("^[A-Za-z0-9,;=.* -]+$", 100);
    let (read, read_en) = ("上次读取的 ETag", "ETag of what was read");
    let (held, held_en) = (
        "手中内容的版本：上一次新建、读取或者保存应答的 ETag，连同引号",
        "version of what is at hand: the ETag that the last call answered which made, read or saved it, with its quotes",
    );
    vec![
        (
            "AcceptLanguage",
            optional(header(
                "Accept-Language",
                language,
                "zh",
                "希望的语言：zh、en",
                "language wanted: zh, en",
            )),
        ),
        (
            "IdempotencyKey",
            header(
                "Idempotency-Key",
                Schema::key(),
                "k-0001",
                "同一请求重发时不变，服务端只执行一次；以相同的键发送不同的请求得到 409（IETF 草案，尚未成为 RFC）",
                "the same when a request is sent again, which is then done once; another request with the same key answers 409 (an IETF draft, not yet an RFC)",
            ),
        ),
        ("IfMatch", header("If-Match", tag(), "\"1\"", held, held_en)),
        ("IfNoneMatch", optional(header("If-None-Match", tag(), "\"1\"", read, read_en))),
        (
            "Purpose",
            header(
                "Purpose",
                Schema::id(),
                PURPOSE,
                "处理个人信息的目的代码，与 x-purpose 一致",
                "code of the purpose, as in x-purpose",
            ),
        ),
        (
            "ContentDigest",
            header(
                "Content-Digest",
                digest(),
                DIGEST,
                "内容摘要（RFC 9530）",
                "digest of the content (RFC 9530)",
            ),
        ),
        (
            "Signature",
            header(
                "Signature",
                Schema::text(2000),
                "sig1=:AAAA:",
                "签名（RFC 9421）",
                "signature (RFC 9421)",
            ),
        ),
        (
            "SignatureInput",
            header(
                "Signature-Input",
                Schema::text(2000),
                "sig1=(\"content-digest\");created=1772355600",
                "签名覆盖的内容和时间（RFC 9421）",
                "what the signature covers, and when (RFC 9421)",
            ),
        ),
    ]
}

/// Headers of answers.
pub(super) fn headers() -> Entries<Header> {
    let count = || Schema::integer(0, 1_000_000);
    let address = || Schema::format("uri-reference");
    let date = || Schema::text(100);
    let list = [
        (
            "API-Version",
            "接口完整版本号",
            "full version of the API",
            Schema::pattern(r"^[0-9]+\.[0-9]+\.[0-9]+$", 20),
        ),
        ("Content-Language", "内容语言", "language of the content", Schema::text(35)),
        ("RateLimit-Limit", "时间窗内允许的请求数", "requests allowed in a window", count()),
        ("RateLimit-Remaining", "时间窗内剩余的请求数", "requests left in the window", count()),
        ("RateLimit-Reset", "时间窗结束前的秒数", "seconds until the window ends", count()),
        ("Retry-After", "多少秒后再试", "seconds to wait before asking again", count()),
        ("Location", "新资源或者进度的地址", "address of what was made, or of its status", address()),
        ("ETag", "内容的版本，用于 If-Match", "version of the content, for If-Match", Schema::text(100)),
        ("Link", "下一页（RFC 8288，rel=next）", "the next page (RFC 8288, rel=next)", Schema::text(2000)),
        ("Content-Digest", "内容摘要（RFC 9530）", "digest of the content (RFC 9530)", Schema::text(200)),
        ("Deprecation", "停用起始时间（RFC 9745）", "deprecated since (RFC 9745)", date()),
        ("Sunset", "停止服务时间（RFC 8594）", "when it ends (RFC 8594)", date()),
    ];
    let header = |(name, zh, en, schema)| {
        let header = Header {
            description: String::from(zh),
            i18n: I18n::description(en),
            schema: Some(schema),
            ..Header::default()
        };
        (name, header)
    };
    list.into_iter().map(header).collect()
}

/// Answers that tell of a fault: component and status code.
const FAULTS: [(&str, u16); 12] = [
    ("BadRequest", 400),
    ("Unauthorised", 401),
    ("Forbidden", 403),
    ("NotFound", 404),
    ("Conflict", 409),
    ("PreconditionFailed", 412),
    ("TooLarge", 413),
    ("UnsupportedMediaType", 415),
    ("InvalidContent", 422),
    ("TooManyRequests", 429),
    ("InternalError", 500),
    ("Unavailable", 503),
];

/// Answers that tell of a fault.
pub(super) fn responses(settings: &Settings) -> Entries<Response> {
    let base = settings.problems();
    let response = |(name, status): (&'static str, u16)| {
        let (zh, en) = Problem::of(status).title;
        let schema = Schema::at("#/components/schemas/Problem".into());
        let content = media_type(schema, Some(problem_example(&base, status)));
        let wait = matches!(status, 429 | 503).then_some("Retry-After");
        let limits = ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"];
        let header = |name: &str| {
            let reference = format!("#/components/headers/{name}");
            (name.to_owned(), Header { reference, ..Header::default() })
        };
        let response = Response {
            description: zh.into(),
            i18n: I18n::description(en),
            headers: ["API-Version", "Content-Language"]
                .into_iter()
                .chain(limits)
                .chain(wait)
                .map(header)
                .collect(),
            content: [("application/problem+json", content)].into_iter().collect(),
            ..Response::default()
        };
        (name, response)
    };
    FAULTS.into_iter().map(response).collect()
}

/// What a token allows: scope, Chinese, English.
pub const SCOPES: [(&str, &str, &str); 8] = [
    ("apply", "申请、补正、撤回", "apply, correct, withdraw"),
    ("track", "查询办件和结果", "read cases and results"),
    ("certificates", "授权使用电子证照", "authorise the use of certificates"),
    ("sign", "签名签章", "sign"),
    ("pay", "缴费", "pay"),
    ("remedy", "提出复议申请、投诉", "seek a remedy"),
    ("rate", "评价", "rate"),
    ("openid", "登录", "sign in"),
];

/// Ways to prove who calls. No public document gives the interface of the national identity
/// system: addresses and levels are the operator's to set.
pub(super) fn security_schemes(settings: &Settings) -> Entries<SecurityScheme> {
    let levels = || {
        settings.assurance.iter().map(|level| json!({"value": level.slug, "label": level.label})).collect()
    };
    let connect = |zh: &str, en: &str| SecurityScheme {
        kind: "openIdConnect".into(),
        description: format!(
            "{zh}授权码流程，使用 PKCE；以 acr_values 请求认证等级。假设：国家统一身份认证系统的接口没有公开，地址和等级由运行单位设定。"
        ),
        i18n: I18n::description(&format!(
            "{en} Authorisation-code flow with PKCE; acr_values asks for a level of assurance. An assumption: the interface of the national identity system is not public, so the operator sets address and levels."
        )),
        open_id_connect_url: settings.identity(),
        assurance: levels(),
        assumption: true,
        ..SecurityScheme::default()
    };
    let gateway = SecurityScheme {
        kind: "apiKey".into(),
        place: "header".into(),
        name: "Gateway-Signature".into(),
        description: "政务外网网关签名：对方法、路径、Content-Digest、时间戳和随机数签名（SM2、SM3），由网关验证调用系统。供系统对接使用，可代替登录。假设：格式由网关运行单位设定。".into(),
        i18n: I18n::description("Signature for the gateway of the government extranet over method, path, Content-Digest, time and nonce (SM2, SM3); the gateway verifies the calling system. For systems, instead of signing in. An assumption: the operator of the gateway sets the format."),
        assumption: true,
        ..SecurityScheme::default()
    };
    let mut schemes: Entries<_> = [
        ("nationalIdentity", connect("自然人登录。", "For natural persons.")),
        (
            "legalPersonIdentity",
            connect("法人及其经办人、代理人登录。", "For legal persons, their staff and agents."),
        ),
        ("gatewaySignature", gateway),
    ]
    .into_iter()
    .collect();
    if settings.version == Version::V32 {
        schemes.add(TERMINAL, terminal(settings));
    }
    schemes
}

/// Signing in at a self-service terminal with one's own phone, which OpenAPI 3.2 can say.
fn terminal(settings: &Settings) -> SecurityScheme {
    let base = settings.identity_base();
    let flow = Flow {
        device_authorization_url: format!("{base}/device"),
        token_url: format!("{base}/token"),
        scopes: SCOPES.into_iter().map(|(scope, zh, en)| (scope, format!("{zh} · {en}"))).collect(),
    };
    SecurityScheme {
        kind: "oauth2".into(),
        description: "自助终端：用本人手机扫码登录（设备授权流程）。假设：地址由运行单位设定。".into(),
        i18n: I18n::description(
            "Self-service terminals: signing in with one's own phone (device flow). An assumption: the operator sets the addresses.",
        ),
        flows: Some(Flows { device_authorization: Some(flow) }),
        oauth2_metadata_url: format!("{base}/.well-known/oauth-authorization-server"),
        assumption: true,
        ..SecurityScheme::default()
    }
}
