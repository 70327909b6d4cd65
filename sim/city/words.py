"""The words that a workbook takes for kinds of places, in Chinese and English."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from sim.vocabulary.names import DistrictKind, Grade, Kind, Owner
from sim.vocabulary.phrase import Bilingual

# What is offered in the list of a cell comes first; each of the others means the same as one of these.
DISTRICT_KINDS: Mapping[DistrictKind, Bilingual] = {
    DistrictKind.COUNTY: Bilingual("county", "县（市）"),
    DistrictKind.URBAN: Bilingual("urban district", "市辖区"),
}
GRADES: Mapping[Grade, Bilingual] = {
    Grade.THIRD: Bilingual("third grade", "三级"),
    Grade.SECOND: Bilingual("second grade", "二级"),
    Grade.FIRST: Bilingual("first grade or none", "一级或未定级"),
}
HOSPITAL_KINDS: Mapping[Kind, Bilingual] = {
    Kind.GENERAL: Bilingual("general", "综合"),
    Kind.TCM: Bilingual("TCM", "中医"),
    Kind.MATERNAL_CHILD: Bilingual("maternal and child", "妇幼"),
    Kind.PSYCHIATRIC: Bilingual("psychiatric", "精神"),
    Kind.REHABILITATION: Bilingual("rehabilitation", "康复"),
}
OWNERS: Mapping[Owner, Bilingual] = {
    Owner.CITY: Bilingual("city", "市"),
    Owner.COUNTY: Bilingual("county or district", "县（区）"),
    Owner.PROVINCE: Bilingual("province", "省"),
    Owner.PRIVATE: Bilingual("private", "民营"),
}
OFFERED: Mapping[str, Mapping[int, Bilingual]] = {
    "district_kind": {int(word): name for word, name in DISTRICT_KINDS.items()},
    "hospital_level": {int(word): name for word, name in GRADES.items()},
    "hospital_kind": {int(word): name for word, name in HOSPITAL_KINDS.items()},
    "owner": {int(word): name for word, name in OWNERS.items()},
}
ALSO: Mapping[str, Mapping[str, int]] = {
    "district_kind": {
        **dict.fromkeys(("县", "县级市", "自治县", "旗", "自治旗", "县市", "county-level city"), DistrictKind.COUNTY),
        **dict.fromkeys(("区", "城区", "开发区", "新区", "urban", "district"), DistrictKind.URBAN),
    },
    "hospital_level": {
        **dict.fromkeys(("三甲", "三乙", "三级甲等", "三级乙等", "三级医院", "third", "3", "tertiary"), Grade.THIRD),
        **dict.fromkeys(("二甲", "二乙", "二级甲等", "二级乙等", "二级医院", "second", "2", "secondary"), Grade.SECOND),
        **dict.fromkeys(("一级", "一甲", "一级甲等", "未定级", "未评级", "无等级", "first", "1", "none"), Grade.FIRST),
    },
    "hospital_kind": {
        **dict.fromkeys(("综合医院", "综合性"), Kind.GENERAL),
        **dict.fromkeys(("中医院", "中医医院", "中西医结合", "民族医", "traditional Chinese medicine"), Kind.TCM),
        **dict.fromkeys(("妇幼保健院", "妇幼保健", "儿童", "妇产", "maternal"), Kind.MATERNAL_CHILD),
        **dict.fromkeys(("精神专科", "精神卫生", "精神病", "mental"), Kind.PSYCHIATRIC),
        **dict.fromkeys(("康复医院",), Kind.REHABILITATION),
    },
    "owner": {
        **dict.fromkeys(("市属", "市级", "地市", "municipal"), Owner.CITY),
        **dict.fromkeys(("县", "区", "县属", "区属", "县级", "区级", "county", "district"), Owner.COUNTY),
        **dict.fromkeys(("省属", "省级", "部属", "provincial"), Owner.PROVINCE),
        **dict.fromkeys(("民办", "私立", "社会办", "非公立"), Owner.PRIVATE),
    },
}
# What the name of a hospital says of its kind where nobody fills it in.
IN_A_NAME: tuple[tuple[str, Kind], ...] = (
    ("妇幼", Kind.MATERNAL_CHILD),
    ("儿童", Kind.MATERNAL_CHILD),
    ("精神", Kind.PSYCHIATRIC),
    ("康复", Kind.REHABILITATION),
    ("中医", Kind.TCM),
    ("中西医", Kind.TCM),
    ("maternal", Kind.MATERNAL_CHILD),
    ("mental", Kind.PSYCHIATRIC),
    ("psychiatric", Kind.PSYCHIATRIC),
    ("rehabilitation", Kind.REHABILITATION),
    ("tcm", Kind.TCM),
)


def plain(word: str) -> str:
    """A word without blanks, brackets and capitals, as words are compared."""
    return "".join(c for c in unicodedata.normalize("NFKC", word).casefold() if c not in " ()\t\n").replace("及", "或")


def meant(kind: str, word: str) -> int | None:
    """The number of the member that a word means; None if it means none."""
    known = {plain(text): number for number, name in OFFERED[kind].items() for text in (name.zh, name.en)}
    known |= {plain(text): int(number) for text, number in ALSO[kind].items()}
    return known.get(plain(word))


def kind_by_name(*names: str) -> Kind:
    """What sort of hospital a name speaks of; general if of none."""
    name = " ".join(names).casefold()
    return next((kind for word, kind in IN_A_NAME if word in name), Kind.GENERAL)
