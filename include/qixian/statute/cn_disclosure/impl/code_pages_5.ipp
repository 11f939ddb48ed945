// The pages of the codes 935 to 959: the store.
//
// A page: what happened, what to do, a message as it is said, the article. Texts are read by officers,
// not by programmers: no enumerator where the law has a word. Part 5 of 6.
#pragma once

#include <array>

#include "qixian/statute/cn_disclosure/code_pages.hpp"

namespace qixian::inline v0::detail {

// clang-format off
inline constexpr auto code_pages_5 = std::to_array<code_page>({
    {.what = code::unknown_agency,
     .cause_en =
         "The command names an agency of which the log or the store has nothing; or an entry names "
         "one that the store was not made for, or that has no entries yet where there must be some. "
         "Nothing was stored, and nothing is answered: that would look like an agency without work.",
     .cause_zh =
         "日志或者数据文件中没有命令所填机关的记录；或者所填机关不在数据文件建立时所列机关之中，或者"
         "须有记录方能办理而该机关尚无记录。未保存任何内容，也不予答复，以免误作该机关无待办事项。",
     .remedy_en =
         "Compare the name sign by sign with those that are named. The entries of another agency go into "
         "a store of its own (`init --agency`).",
     .remedy_zh =
         "与所列机关名称逐字核对（含全角、半角括号）；其他机关的申请，另行建立数据文件（init "
         "--agency）保存。",
     .sample_en =
         "log.csv: there is no such agency here: 省水利局",
     .sample_zh =
         "log.csv：没有该机关的记录：省水利局",
     .citation = ""},
    {.what = code::personal_data,
     .cause_en =
         "A text holds 18 characters that are an identity number with the right check digit, or 11 "
         "digits that are a mobile number; blanks, hyphens and full-width digits do not hide it. A "
         "store cannot forget what it has taken, so it takes no personal data. Nothing of the "
         "entry was stored, and the number is not repeated in the message.",
     .cause_zh =
         "文本中含有校验码相符的18位公民身份号码，或者11位手机号码（加空格、连字符或者以全角数字书"
         "写的同样识别）。数据文件的记录一经保存即不能删除，因此不接收个人信息。该记录未予保存，提"
         "示中也不重复该号码。",
     .remedy_en =
         "Take the number out. What belongs to the person stays in your own system; to tell "
         "applicants apart, let that system fill `applicant_ref` with a keyed digest. If it is "
         "something else that only looks like one, such as the number of a parcel, write a shorter "
         "reference.",
     .remedy_zh =
         "删去该号码。个人信息留存于本单位业务系统；需要识别同一申请人的，由业务系统以密钥生成摘要，"
         "填入 applicant_ref。属于快递单号等其他号码、仅形式相同的，改填较短的编号。",
     .sample_en =
         "log.csv:12: looks like an identity card or mobile number: mobile, in note",
     .sample_zh =
         "log.csv:12：疑似身份证号码或者手机号码：备注（note）中有手机号码",
     .citation = ""},
    {.what = code::unknown_entry,
     .cause_en =
         "An entry is to be withdrawn, and the store has none with this `id`. An `id` names one "
         "entry, not an application; in a store that keeps several agencies it may belong to "
         "another of them. Nothing was changed.",
     .cause_zh =
         "拟撤销的记录不存在：数据文件中没有该 id。id 指一条记录，不是申请编号；含有多个机关的，该 "
         "id 也可能属于其他机关。数据未作变动。",
     .remedy_en =
         "Look the `id` up in what `export` writes for the application: every entry has one, also "
         "those that came without.",
     .remedy_zh =
         "在 export 导出的该申请各行中查对 id；每条记录均有 id，导入时未填写的由程序编制。",
     .sample_en =
         "cases.qixian: no entry with this id: E-71",
     .sample_zh =
         "cases.qixian：没有该编号的记录：E-71",
     .citation = ""},
    {.what = code::bad_setting,
     .cause_en =
         "A store keeps three kinds of settings, each from a day on: the readings of the law "
         "(`policy.` and the name), the region and the thresholds of the lights. The name is none "
         "of these, or the value is not one that it takes. Nothing was changed.",
     .cause_zh =
         "数据文件保存三类设置，分别自指定之日起适用：法律适用口径（“policy.”加口径名称）、地区（"
         "region）和预警灯阈值（lights）。所填名称不在其中，或者取值不符合要求。数据未作变动。",
     .remedy_en =
         "`qixian help policies` lists the readings and their values. `region` takes what the "
         "option `--region` takes. `lights` takes two numbers of working days, first for yellow, "
         "then for red, such as `5,2`; the first is not below the second.",
     .remedy_zh =
         "口径及其取值见 qixian help policies；region 的取值与 --region 选项相同；lights 填两个工作"
         "日数，先黄灯、后红灯，如“5,2”，前者不得小于后者。",
     .sample_en =
         "no such setting, or not one of its values: lights=2,5",
     .sample_zh =
         "没有该项设置或其取值：lights=2,5",
     .citation = ""},
    {.what = code::anchor_form,
     .cause_en =
         "The file given to `verify --anchor` is not what `anchor` writes: a line is absent, in "
         "excess or of another form. The store itself was not judged by it.",
     .cause_zh =
         "verify --anchor 所指文件不是 anchor 命令输出的锚定凭证，或者缺行、多行、格式不符，无法据"
         "以核验。该提示不表示数据文件有问题。",
     .remedy_en =
         "Give the file as `anchor` wrote it. If it was printed and typed in again, compare it "
         "line by line. Without a usable anchor `verify` still checks every entry and its chain, "
         "but cannot tell that the newest entries were cut off, that an old copy was put back or "
         "that all hashes were computed anew.",
     .remedy_zh =
         "使用 anchor 命令输出的原始文件；由纸质件重新录入的，逐行核对。没有可用凭证时，verify 仍逐"
         "条核验记录及其杂凑链，但最新记录被截去、文件被换成旧副本、全部杂凑值被重新计算等情形，须"
         "有凭证才能发现。",
     .sample_en =
         "anchor-2021-03.txt: not an anchor of a store",
     .sample_zh =
         "anchor-2021-03.txt：不是数据文件的锚定凭证",
     .citation = ""},
    {.what = code::year_closed_before,
     .cause_en =
         "`close-year` for a year whose report was frozen before. The figures of a report are "
         "frozen once; they are what was published and never change afterwards.",
     .cause_zh =
         "该年度报告此前已经固定，又执行 close-year。固定的数字即对外发布的数字，只固定一次，此后不"
         "再变动。",
     .remedy_en =
         "To see what later entries did to that year, ask `restate`: it sets the published figures "
         "beside the corrected ones and names the applications between them.",
     .remedy_zh =
         "需要了解后来的记录对该年度的影响的，使用 restate，列明已发布数字、更正后数字以及造成差异"
         "的申请。",
     .sample_en =
         "the report of this year is frozen already: 2020",
     .sample_zh =
         "该年度报告已经固定：2020年度",
     .citation = ""},
    {.what = code::year_not_closed,
     .cause_en =
         "`restate` compares the published figures of a year with the corrected ones, and for this "
         "year none were frozen, so there is nothing to compare with.",
     .cause_zh =
         "restate 用于比较某一年度已发布的数字和更正后的数字，而该年度报告尚未固定，没有可比的数字。",
     .remedy_en =
         "Check the year. For figures as they stand now ask `report`; once the report is final, "
         "freeze it with `close-year`.",
     .remedy_zh =
         "核对年度。查看目前的数字，使用 report；年度报告定稿后，以 close-year 固定。",
     .sample_en =
         "the report of this year was never frozen: 2021",
     .sample_zh =
         "该年度报告尚未固定：2021年度",
     .citation = ""},
    {.what = code::not_permitted,
     .cause_en =
         "The system that the store is built into decides who may do what, and it said no to this "
         "person, this command or this application. The store itself gives no permissions. Nothing "
         "was changed.",
     .cause_zh =
         "各项操作的权限由所在业务系统决定，业务系统未准许该人员进行该项操作或者办理该申请。数据文"
         "件自身不设权限。数据未作变动。",
     .remedy_en =
         "Ask those who run that system for the right, or let a person who has it do the work.",
     .remedy_zh =
         "向业务系统管理人员申请权限，或者由有权限的人员办理。",
     .sample_en =
         "the host does not allow this: close_year (clerk-07)",
     .sample_zh =
         "系统未授权该操作：close_year（clerk-07）",
     .citation = ""},
    {.what = code::version_clash,
     .cause_en =
         "The command was to hold only if the application still had as many entries as `--expect` "
         "says, and it has another number: somebody else wrote meanwhile. Nothing was stored. The "
         "exit code is 5.",
     .cause_zh =
         "命令以 --expect 注明办理时所见的版本（该申请的记录条数），而实际版本与之不符，说明其间另"
         "有人员记入。本次未保存任何内容，退出码为5。",
     .remedy_en =
         "Read the application again (`show`) and decide anew in the light of what was added; do "
         "not merely raise the number.",
     .remedy_zh =
         "以 show 重新查看该申请，根据新增记录重新判断是否仍须记入，不得仅改动版本号后重发。",
     .sample_en =
         "2021-017: the application has another version than expected: expected 4, found 5",
     .sample_zh =
         "2021-017：申请的版本与预期不符：预期4，实际5",
     .citation = ""},
    {.what = code::other_chain,
     .cause_en =
         "`restore` would replace a store that has entries which the backup lacks, or others in "
         "their place. They would vanish, so it was refused and nothing was changed; the message "
         "names the first few and how many there are. The same is said of a file there that cannot "
         "be read, because nobody can tell what it holds.",
     .cause_zh =
         "以备份恢复时，拟被替换的数据文件含有备份中没有的记录，或者同一位置的记录内容不同，恢复后"
         "这些记录将会消失，因此未予恢复，数据未作变动；提示中列明总条数和最前面的几条。拟被替换的"
         "文件无法读取、不能确定其内容的，同样处理。",
     .remedy_en =
         "Restore to a new file and compare. If the entries are to be kept, `export` them first "
         "and enter them again afterwards. Only if they may really go, repeat with `--force`; the "
         "former file is then kept beside the new one, its name ending in `.replaced-1`.",
     .remedy_zh =
         "先恢复到新的文件进行比对；需要保留的记录，先以 export 导出，恢复后重新记入。确认可以舍弃"
         "的，方可加 --force 重新执行；原文件将改名（以“.replaced-1”等结尾）保留在同一文件夹。",
     .sample_en =
         "cases.qixian: the file there holds entries that this one lacks: 2: 2021-017 E-71, "
         "2021-031 E-72",
     .sample_zh =
         "cases.qixian：目标文件含有本文件没有的记录：共2条：2021-017 E-71、2021-031 E-72",
     .citation = ""},
    {.what = code::recorded_out_of_turn,
     .cause_en =
         "`recorded` states when the row was recorded. It lies after the clock of the store, or before the entry of the same application that is there already. What was known on a day could then be changed afterwards.",
     .cause_zh =
         "所填录入时间（recorded）晚于数据文件所在系统的当前时间，或者早于该申请已有的最后一条记录。如予采纳，某日当时已知的情况即可事后更改。",
     .remedy_en =
         "Leave `recorded` out: the store then writes the present instant. If the stated instant is right, look at the clock.",
     .remedy_zh =
         "不填 recorded，由系统写入当前时间；所填时间确实无误的，检查系统时间。",
     .sample_en =
         "[recorded]: recorded after now, or before the entry that precedes it: 2031-01-01T09:00:00+08:00 > 2026-11-23T10:15:00+08:00",
     .sample_zh =
         "[recorded]：录入时间晚于当前时间，或者早于前一条记录：2031-01-01T09:00:00+08:00 > 2026-11-23T10:15:00+08:00",
     .citation = ""},
    {.what = code::id_ambiguous,
     .cause_en =
         "An id may be cut short as long as only one entry has an id that begins so. Here several have; the message lists them.",
     .cause_zh =
         "记录编号可以只填开头部分，但须只有一条记录的编号以此开头。符合的有多条，提示中已经列明。",
     .remedy_en =
         "Give one more character of the one that is meant.",
     .remedy_zh =
         "按所指记录的编号再多填一位。",
     .sample_en =
         "[id]: several entries have an id that begins so: c4: c41f07… 2026-031, c4b992… 2026-044",
     .sample_zh =
         "[id]：多条记录的编号以此开头：c4：c41f07… 2026-031，c4b992… 2026-044",
     .citation = ""},
    {.what = code::row_twice,
     .cause_en =
         "The same row stands twice in what was handed in; the message names the other line. It was counted once.",
     .cause_zh =
         "所提供的文件中同一行重复出现，另一行的行号见提示，只计一次。",
     .remedy_en =
         "Nothing, if it is the same fact. If there really were two on one day, give each its own `ref` or `id`.",
     .remedy_zh =
         "属于同一事项的，无须处理；确属同日两项事项的，分别填写文书编号（ref）或者记录编号（id）。",
     .sample_en =
         "log.csv:12: the row stands twice and is counted once: 7",
     .sample_zh =
         "log.csv:12：该行重复出现，只计一次：7",
     .citation = ""},
    {.what = code::second_fact,
     .cause_en =
         "An entry of the same application, day and event stands already and has no `ref` where this row has one, or no `id` of its own where this row has one. The row was stored as a fact of its own, beside the entry that the message names.",
     .cause_zh =
         "同一申请同日已有同类记录：本行填有文书编号（ref）而已有记录未填，或者本行填有记录编号（id）而已有记录未填。本行已作为另一项事项记入，与提示所列记录并存。",
     .remedy_en =
         "Nothing, if there were two. If the row only puts the entry right, withdraw the entry that is named (`withdraw-entry`).",
     .remedy_zh =
         "确属两项事项的，无须处理；本行只是更正已有记录的，以 withdraw-entry 撤销提示所列记录。",
     .sample_en =
         "log.csv:9: a second fact of one day, told apart by `ref` or `id` alone: c41f07…",
     .sample_zh =
         "log.csv:9：同日已有同类记录，仅以编号区分，按两项事项记入：c41f07…",
     .citation = ""},
    {.what = code::clock_wrong,
     .cause_en =
         "The clock stands before 1970 or after 9998, or before the instant at which the last entry was stored. What would be written now could not be told from what was written before. Nothing was changed.",
     .cause_zh =
         "系统时间早于1970年或者晚于9998年，或者早于最后一条记录的写入时间。此时写入将无法分清先后。数据未作变动。",
     .remedy_en =
         "Put the clock right. If it is right and the last entry was stored by one that was ahead, say `--clock-went-back`.",
     .remedy_zh =
         "校正系统时间。系统时间无误，最后一条记录写入时系统时间超前的，加 --clock-went-back。",
     .sample_en =
         "cases.qixian: the clock is wrong: 2025-11-23T10:15:00+08:00 < 2026-11-23T10:15:00+08:00",
     .sample_zh =
         "cases.qixian：系统时间有误：2025-11-23T10:15:00+08:00 < 2026-11-23T10:15:00+08:00",
     .citation = ""},
    {.what = code::store_busy,
     .cause_en =
         "Another process (a second window, an import, a backup) held the store for longer than "
         "this one was ready to wait, as a rule 10 seconds. Nothing was changed. The exit code is "
         "5.",
     .cause_zh =
         "其他程序（另一窗口、正在进行的导入或者备份等）占用数据文件，超过等待时限（一般为10秒）。"
         "数据未作变动，退出码为5。",
     .remedy_en =
         "Send the command again when the other has ended. If it never ends, find the program that "
         "has the file open. Do not keep the file on a network drive.",
     .remedy_zh =
         "待对方完成后重新执行；长时间不释放的，查明是何程序打开该文件。数据文件不得放在网络共享盘"
         "上。",
     .sample_en =
         "cases.qixian: another process holds the store: waited 10 s",
     .sample_zh =
         "cases.qixian：数据文件正被其他程序占用：已等待10秒",
     .citation = ""},
    {.what = code::store_exists,
     .cause_en =
         "`init` and `backup` make a new file, and there is one of that name that is not empty. It "
         "is neither overwritten nor changed.",
     .cause_zh =
         "init、backup 须建立新文件，而同名文件已经存在且不是空文件。原文件未被覆盖，也未作变动。",
     .remedy_en =
         "Choose another name, for a backup one with the day in it. If the file is the store that "
         "is meant, it needs no `init`.",
     .remedy_zh =
         "另取文件名，备份文件名中宜注明日期；已有文件即为所需数据文件的，直接使用，无须 init。",
     .sample_en =
         "cases-2021-03-31.qixian: there is a file already",
     .sample_zh =
         "cases-2021-03-31.qixian：文件已经存在",
     .citation = ""},
    {.what = code::not_a_store,
     .cause_en =
         "The file is not a database of SQLite, belongs to another program, or is a store that was "
         "never finished: an `init` that broke off leaves an empty file. It was not touched.",
     .cause_zh =
         "该文件不是SQLite数据库，或者属于其他程序，或者是未建成的数据文件（init 中途中断会留下空文"
         "件）。文件未作变动。",
     .remedy_en =
         "Check the path. Where an `init` broke off, repeat it: it takes over the empty file. A "
         "log (CSV, NDJSON) goes into a store with `import`.",
     .remedy_zh =
         "核对路径。确系 init 中断留下的空文件的，重新执行 init 即可；CSV、NDJSON台账须以 import 导"
         "入数据文件。",
     .sample_en =
         "cases.qixian: not a store of Qixian: an empty file",
     .sample_zh =
         "cases.qixian：不是期限数据文件：空文件",
     .citation = ""},
    {.what = code::store_newer,
     .cause_en =
         "The store was made or migrated by a newer version of the program, whose schema this one "
         "does not know. It is refused, and nothing in it was touched.",
     .cause_zh =
         "数据文件由更高版本的程序建立或者升级，本程序不能识别其结构。未予打开，文件未作变动。",
     .remedy_en =
         "Use the newer version everywhere that opens this file. There is no way back to the older "
         "schema but the copy made before the migration, beside the store: its name ends in "
         "`.v1.bak` or the like.",
     .remedy_zh =
         "凡打开该文件的计算机均应更换为新版本程序。数据文件升级后不能退回，需要旧结构的，只能使用"
         "升级时在同一文件夹留存的副本（以“.v1.bak”等结尾）。",
     .sample_en =
         "cases.qixian: made by a newer version of Qixian: schema 2",
     .sample_zh =
         "cases.qixian：由更高版本的期限程序建立：结构版本2",
     .citation = ""},
    {.what = code::store_damaged,
     .cause_en =
         "The chain of hashes, the structure of the tables or SQLite's own check fails: the file "
         "was cut short, a disk spoiled it, or somebody changed it past the program. The exit code "
         "is 4.",
     .cause_zh =
         "杂凑链、表结构或者SQLite自身的检查不通过：文件被截断、因磁盘故障损坏，或者有人绕过本程序"
         "改动。退出码为4。",
     .remedy_en =
         "Stop writing, and keep the damaged file as evidence. `verify` names the first bad "
         "agency, application and event, with `--anchor` also what was cut off. Then restore the "
         "latest backup that verifies and enter again what came after it.",
     .remedy_zh =
         "停止写入，原样保留损坏的文件备查。以 verify 查明最先出错的机关、申请和记录，有锚定凭证的"
         "加 --anchor 一并核验；再以核验无误的最近一次备份恢复（restore），补记其后的事项。",
     .sample_en =
         "cases.qixian: the store is damaged: 省自然资源厅, 2021-017, event 4: the hash does not "
         "match",
     .sample_zh =
         "cases.qixian：数据文件损坏：省自然资源厅，2021-017，第4条记录：杂凑值不符",
     .citation = ""},
    {.what = code::disk_full,
     .cause_en =
         "There was no room on the disk for what was to be written. The command was undone as a "
         "whole: nothing was changed, and what was stored before is safe.",
     .cause_zh =
         "磁盘空间不足，无法写入。该命令已全部撤回，数据未作变动，此前保存的记录不受影响。",
     .remedy_en =
         "Make room on the disk that holds the store, then send the command again. Do not delete "
         "the file beside the store whose name ends in `-journal`.",
     .remedy_zh =
         "清理数据文件所在磁盘后重新执行。数据文件旁以“-journal”结尾的文件不得删除。",
     .sample_en =
         "cases.qixian: the disk is full: nothing was changed",
     .sample_zh =
         "cases.qixian：磁盘已满：数据未作变动",
     .citation = ""},
    {.what = code::io_failed,
     .cause_en =
         "The disk or the system reported an error while the store was read or written. Whether "
         "the last command arrived may be unknown until the store is opened again; what was "
         "acknowledged before it is not concerned.",
     .cause_zh =
         "读写数据文件时，磁盘或者系统报告错误。最后一项命令是否已经保存，须重新打开数据文件才能确"
         "定；此前已经确认保存的记录不受影响。",
     .remedy_en =
         "Open the store again, run `verify`, and send the last command again with the same `id`: "
         "if it had arrived, it still counts once. Have the disk looked at, and make a backup on "
         "another one.",
     .remedy_zh =
         "重新打开数据文件并执行 verify，再以相同的 id 重发最后一项命令；该命令此前已经保存的，不会"
         "重复计入。同时检查磁盘，并在其他磁盘上备份。",
     .sample_en =
         "cases.qixian: reading or writing the disk failed: send the last command again with the "
         "same id",
     .sample_zh =
         "cases.qixian：磁盘读写失败：请以相同的id重发最后一项命令",
     .citation = ""},
    {.what = code::store_read_only,
     .cause_en =
         "The command would write, and the store cannot be written: the file or its folder is "
         "write-protected, or it was opened for reading only. Nothing was changed.",
     .cause_zh =
         "该命令需要写入，而数据文件不能写入：文件或者所在文件夹没有写权限，或者以只读方式打开。数"
         "据未作变动。",
     .remedy_en =
         "Get the right to write to the file and to its folder: while it writes, the store needs a "
         "second file beside the first. To look only, use a command that does not write.",
     .remedy_zh =
         "取得文件及其所在文件夹的写权限（写入时须在同一文件夹内建立临时文件），或者以可写方式打开。"
         "仅需查看的，使用不写入的命令。",
     .sample_en =
         "cases.qixian: the store cannot be written: opened for reading only",
     .sample_zh =
         "cases.qixian：数据文件只读：以只读方式打开",
     .citation = ""},
    {.what = code::store_older,
     .cause_en =
         "The store was made by an older version of the program, and it was opened for reading "
         "only, so it cannot be brought to the schema of this one. It was not touched.",
     .cause_zh =
         "数据文件由较低版本的程序建立，而本次以只读方式打开，无法升级到当前结构。文件未作变动。",
     .remedy_en =
         "Let somebody who may write open it once with this version: it is migrated as a whole or "
         "not at all, no entry is rewritten, and a verified copy of the former file stays beside "
         "it. Older versions of the program cannot open it afterwards.",
     .remedy_zh =
         "由有写权限的人员以当前版本打开一次，即完成升级；升级或者全部完成，或者不作任何变动，已有"
         "记录不被改写，升级前的文件经核验后留存副本。升级后，较低版本的程序不能再打开该文件。",
     .sample_en =
         "cases.qixian: made by an older version: open it for writing once, it will be migrated: "
         "schema 1",
     .sample_zh =
         "cases.qixian：由较低版本建立，须以可写方式打开一次完成升级：结构版本1",
     .citation = ""},
    {.what = code::hash_unknown,
     .cause_en =
         "The store names the hash its chain was made with, such as SM3, and neither the program "
         "nor the system it is built into has one of that name. Without it no entry can be added "
         "or verified. Nothing was changed.",
     .cause_zh =
         "数据文件建立时指定了杂凑算法（如SM3），而本程序及所在业务系统均未提供该算法，无法续写杂凑"
         "链，也无法核验。数据未作变动。",
     .remedy_en =
         "Let the host register its provider under that name before it opens the store, or use an "
         "OpenSSL that has the algorithm. The hash of a store cannot be exchanged for another.",
     .remedy_zh =
         "由业务系统在打开数据文件之前，以该名称登记密码模块，或者使用支持该算法的OpenSSL。数据文件"
         "的杂凑算法建立后不能更换。",
     .sample_en =
         "cases.qixian: the hash the store was made with is not at hand: hmac-sm3",
     .sample_zh =
         "cases.qixian：没有建库时所用的杂凑算法：hmac-sm3",
     .citation = ""},
});
// clang-format on

}  // namespace qixian::inline v0::detail
