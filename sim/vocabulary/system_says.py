"""Why the system refuses, in both languages: in English its own words."""

from __future__ import annotations

import errno

from sim.vocabulary.phrase import Bilingual

REASONS: dict[int, str] = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "只能读取",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "那里有一个同名的文件",
    errno.ENOTDIR: "路径中有一部分不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EIO: "读写出错",
    errno.EMFILE: "打开的文件太多",
}


def reason(error: BaseException) -> Bilingual:
    """Why an operation failed; the words of the error where the system gave no number."""
    number = error.errno if isinstance(error, OSError) else None
    en = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return Bilingual(en, REASONS.get(number or 0, en))
