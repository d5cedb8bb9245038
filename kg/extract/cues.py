"""Words that tell what a sentence does: propose, use, compare, evaluate, report, limit."""

import re

_CUES = {
    "propose": r"제안|제시|도입|소개|선보|개발|설계|고안|구축|공개|발표|출시|propos|introduc|present|develop|design|release|build",
    "use": r"활용|사용|이용|채택|적용|기반으로|통합|결합|leverag|use[sd]?\b|using|adopt|employ|apply|integrat|incorporat",
    "compare": r"비교|대비|대조|보다|기존|compar|versus|than\b|baseline|existing",
    "outperform": r"능가|뛰어넘|초과|넘어|앞서|우수|상회|outperform|surpass|exceed|superior",
    "improve": r"향상|개선|증가|감소|줄|높|낮|improv|increas|reduc|gain|boost",
    "evaluate": r"평가|실험|테스트|측정|검증|벤치마크|evaluat|experiment|test|measur|benchmark",
    "analyse": r"분석|조사|연구|탐구|밝|관찰|analy|stud|investigat|reveal|examin",
    "achieve": r"달성|기록|보여|보였|입증|얻|achiev|attain|show|demonstrat|reach",
    "train": r"훈련|학습|미세|파인튜닝|최적화|train|fine-tun|optimi|learn",
    "data": r"데이터|말뭉치|코퍼스|샘플|dataset|corpus|data\b",
    "consist": r"구성|포함|단계|모듈|요소|이루어|consist|compris|stage|module|component|contain",
    "problem": r"문제|한계|어려|부족|도전|과제|challeng|problem|limit|issue|suffer",
    "task": r"작업|과제|태스크|응용|분야|task|application|domain",
    "such-as": r"같은|예를|등의|등과|등을|등에|such as|e\.g|including|like\b",
    "percent": r"\d\s*%|\d배|\d점|\d\s*points?",
}
CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _CUES.items()
)
