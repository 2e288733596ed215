//! Kinds of fault: what each means, and what a caller does about it. Texts are Chinese, English.

/// A text in both languages: Chinese, English.
type Both = (&'static str, &'static str);

/// A kind of fault.
#[derive(Clone, Copy, Debug)]
pub struct Problem {
    /// The end of its address.
    pub slug: &'static str,
    /// Its status code.
    pub status: u16,
    /// What is said of it in a line.
    pub title: Both,
    /// What it means.
    pub meaning: Both,
    /// What to do.
    pub remedy: Both,
}

impl Problem {
    /// The kind of fault of a status code.
    pub(super) fn of(status: u16) -> Self {
        let known = ALL.iter().find(|own| own.status == status);
        *known.unwrap_or(&INTERNAL)
    }
}

/// What is wrong where nothing else is known.
const INTERNAL: Problem = Problem {
    slug: "internal-error",
    status: 500,
    title: ("系统内部错误", "a fault inside the service"),
    meaning: (
        "服务端发生意外错误，请求是否已经执行不确定。",
        "Something unexpected happened inside the service; whether the request was carried out is not certain.",
    ),
    remedy: (
        "稍后以相同的 Idempotency-Key 重发，不会重复执行；仍然失败的，把 instance 告知接口联系人。",
        "Send it again later with the same Idempotency-Key: it is not done twice. If it still fails, give instance to the contact of the API.",
    ),
};

/// What `errors[].code` can be: code, Chinese, English. The words are those of the rules that judge definitions.
pub const CODES: [(&str, &str, &str); 9] = [
    ("element-missing", "缺少必须提供的内容", "something that must be given is missing"),
    (
        "element-unknown",
        "不接受的内容，或者在该情形不接受",
        "something that is not accepted, or not in this case",
    ),
    ("element-type", "类型不符，例如应为列表而写成文字", "of another type, for instance a text for a list"),
    ("value-not-listed", "不在允许的取值之内", "not one of the allowed values"),
    ("value-shape", "格式或者校验码不符", "format or check digit are wrong"),
    (
        "value-out-of-range",
        "过长、过短、过大、过小，或者过多、过少",
        "too long, short, large or small, too many or too few",
    ),
    ("value-doubled", "同一列表中重复", "twice in one list"),
    ("date-impossible", "没有这一天", "there is no such day"),
    (
        "material-incomplete",
        "材料的文件尚未收到，或者没有通过检查",
        "files of a material have not come in, or did not pass the scan",
    ),
];

/// All kinds.
pub const ALL: [Problem; 12] = [
    Problem {
        slug: "bad-request",
        status: 400,
        title: ("请求无法识别", "the request cannot be read"),
        meaning: (
            "请求的语法、参数或者请求头不符合接口描述，没有执行。",
            "Syntax, a parameter or a header is not as described; nothing was done.",
        ),
        remedy: (
            "按 errors 中的 parameter 或者 pointer 逐处改正后重新发送；原样重发不会成功。",
            "Correct what errors names by parameter or pointer, then send it again; the same request will not succeed.",
        ),
    },
    Problem {
        slug: "unauthorised",
        status: 401,
        title: ("未登录", "not signed in"),
        meaning: ("没有登录凭证，或者凭证已经失效。", "There is no token, or it is no longer valid."),
        remedy: (
            "按该操作列出的认证方式登录，取得新的令牌后再发送；系统对接的，核对网关签名和时间。",
            "Sign in by one of the schemes of the operation and send it again with the new token; systems check the gateway signature and its time.",
        ),
    },
    Problem {
        slug: "forbidden",
        status: 403,
        title: ("无权办理，或者身份认证等级不足", "not allowed, or the level of assurance is too low"),
        meaning: (
            "已经登录，但不是本人或者受托的办件，令牌的范围不够，或者身份认证等级不足。",
            "Signed in, but the case is neither one's own nor handled on behalf of another, a scope is missing, or the level of assurance is too low.",
        ),
        remedy: (
            "核对登录人、委托关系和令牌范围；需要更高认证等级的，以 acr_values 重新登录。不要反复重试。",
            "Check who is signed in, the mandate and the scopes; where a higher level is needed, sign in again with acr_values. Trying again as before is of no use.",
        ),
    },
    Problem {
        slug: "not-found",
        status: 404,
        title: ("不存在", "there is none"),
        meaning: (
            "地址中的事项、办件、材料或者结果不存在，或者登录人不能查看。",
            "The item, case, material or result of the address does not exist, or not for who is signed in.",
        ),
        remedy: (
            "核对编码和标识；事项编码以目录为准，取消或者合并的事项见目录调整公告。",
            "Check codes and references; codes are those of the directory, and its changes tell of items that ended or were merged.",
        ),
    },
    Problem {
        slug: "conflict",
        status: 409,
        title: (
            "与现有状态冲突，或者幂等键已用于其他请求",
            "in conflict with the state, or the key was used for another request",
        ),
        meaning: (
            "办件当前的状态不允许这一操作，例如已经提交或者撤回；或者同一 Idempotency-Key 用于内容不同的请求。",
            "The state of the case does not allow the call, for instance because it was submitted or withdrawn; or one Idempotency-Key was used for two requests.",
        ),
        remedy: (
            "先查询办件状态再决定下一步；重发时内容和键都不变，新的请求使用新的键。",
            "Read the state of the case first. To send again, change neither content nor key; a new request takes a new key.",
        ),
    },
    Problem {
        slug: "precondition-failed",
        status: 412,
        title: ("内容已被更新，请重新读取", "it was changed meanwhile: read it again"),
        meaning: (
            "If-Match 不是当前版本：上次读取之后，内容已经更新。",
            "If-Match is not the present version: it was changed since it was read.",
        ),
        remedy: (
            "重新读取，取得新的 ETag，并入自己的修改后再保存。",
            "Read it again, take the new ETag, merge the own changes and save.",
        ),
    },
    Problem {
        slug: "too-large",
        status: 413,
        title: ("文件过大", "the file is too large"),
        meaning: ("文件超过该材料允许的大小。", "The file is larger than the material allows."),
        remedy: (
            "按该材料的大小上限压缩或者拆分后重新上传。",
            "Compress or split it to the limit of the material and upload it again.",
        ),
    },
    Problem {
        slug: "unsupported-media-type",
        status: 415,
        title: ("不接受这种文件格式", "the format of the file is not accepted"),
        meaning: (
            "文件格式不在该材料允许的范围内，或者 Content-Type 与内容不符。",
            "The material does not allow the format, or Content-Type does not say what the content is.",
        ),
        remedy: (
            "转换为该材料列明的格式，写对 Content-Type 后重新上传。",
            "Convert it to a format that the material lists, name it in Content-Type and upload it again.",
        ),
    },
    Problem {
        slug: "invalid-content",
        status: 422,
        title: ("内容不符合要求", "the content does not meet the requirements"),
        meaning: (
            "请求可以读取，但内容不符合该事项的要求；errors 逐处列出。",
            "The request can be read, but the content is not what the item asks for; errors lists every fault.",
        ),
        remedy: (
            "按每一处的 pointer 和 message 一并改正后重新发送；提交前可以用该事项的表单数据结构自行校验。",
            "Put right all places that pointer and message name and send it again; the JSON Schema of the form allows checking before.",
        ),
    },
    Problem {
        slug: "too-many-requests",
        status: 429,
        title: ("请求过于频繁", "too many requests"),
        meaning: (
            "时间窗内的请求超过了 RateLimit-Limit。",
            "There were more requests in the window than RateLimit-Limit allows.",
        ),
        remedy: (
            "等待 Retry-After 所示的秒数后再发；平时留意 RateLimit-Remaining。",
            "Wait for the seconds of Retry-After; watch RateLimit-Remaining.",
        ),
    },
    INTERNAL,
    Problem {
        slug: "unavailable",
        status: 503,
        title: ("暂停服务", "the service is paused"),
        meaning: ("服务正在维护或者超过负荷。", "The service is under maintenance or overloaded."),
        remedy: (
            "等待 Retry-After 所示的秒数后再发；/v1/status 给出服务状态。",
            "Wait for the seconds of Retry-After; /v1/status tells whether the service runs.",
        ),
    },
];
