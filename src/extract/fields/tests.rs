//! What documents say about themselves, line by line.

use super::*;
use crate::{clean::clean, decode::decode};

fn read(source: &str) -> FieldsRead {
    let document = clean(&decode(source.as_bytes()));
    fields(&document, &Text::new(&document))
}

fn names(list: &[crate::record::Byline]) -> String {
    list.iter().map(|b| b.name.as_str()).collect::<Vec<_>>().join(" ")
}

const LEAD: &str = "云岭县召开春耕备耕工作会议\n";
const BODY: &str = "　　3月1日上午，云岭县召开春耕备耕工作会议，县长梁启舟出席会议并讲话，副县长马小舟主持会议。";

#[test]
fn reporters_and_editors() {
    for (line, reporters, editors) in [
        ("（记者 钱小满 通讯员 孙大地）", "钱小满 孙大地", ""),
        ("（记者钱小满　通讯员孙大地）", "钱小满 孙大地", ""),
        ("（本报记者　钱　满　孙大地）", "钱满 孙大地", ""),
        ("记者：钱小满、孙大地　编辑：李云", "钱小满 孙大地", "李云"),
        ("责编：李云", "", "李云"),
        ("责任编辑　李　云", "", "李云"),
        ("文/图 钱小满 孙大地", "钱小满 孙大地", ""),
        ("钱小满/文 孙大地/图", "钱小满", ""),
        ("（钱小满 文 孙大地 摄）", "钱小满", ""),
        ("（记者 钱小满 摄）", "", ""),
        ("（通讯员　钱小满　摄影　孙大地）", "钱小满", ""),
        ("（县人武部政工科　钱小满）", "钱小满", ""),
        ("（钱小满 孙大地）", "钱小满 孙大地", ""),
        ("会议还研究了其他事项。 (钱小满 孙大地)", "钱小满 孙大地", ""),
        ("会议还研究了其他事项。（钱小满　孙大地　周山）", "钱小满 孙大地 周山", ""),
        ("会议还研究了其他事项。（县政府办）", "", ""),
        ("会议还研究了其他事项。（全文完）", "", ""),
        ("（实习记者 钱小满 报道）", "钱小满", ""),
        ("作者：优抚科", "", ""),
        ("作者：佚名", "", ""),
        ("编辑：李云　校对：周山　审核：吴江", "", "李云"),
        ("一审：李云　二审：周山　三审：吴江", "", ""),
        ("监制：周山", "", ""),
        ("供稿：云岭县双拥办 钱小满", "钱小满", ""),
        ("全媒体记者:钱小满 孙大地", "钱小满 孙大地", ""),
        ("作者: 通讯员 钱小满", "钱小满", ""),
        ("记者：阿依古丽·买买提", "阿依古丽·买买提", ""),
        ("图文：钱小满", "钱小满", ""),
        ("采写：钱小满　摄影：孙大地　编辑：李云", "钱小满", "李云"),
        ("（云岭融媒记者 钱小满）", "钱小满", ""),
        ("网站编辑：李云", "", "李云"),
        ("总监制:周山监制:吴江责编:李云编辑:何小帆", "", "李云 何小帆"),
        ("（记者钱小满孙大地李云海通讯员周山吴江流）", "钱小满 孙大地 李云海 周山 吴江流", ""),
        ("（云岭县政协办公室供稿　撰稿 钱小满　编辑 李云　审核 周山）", "钱小满", "李云"),
        ("（吐逊江·卡哈尔　图/文）", "吐逊江·卡哈尔", ""),
        ("（钱小满　图/文）", "钱小满", ""),
        ("（县委党校　钱小满）　2018-03-07 15:12:40", "钱小满", ""),
        ("本版责任编辑　李云　　校对　周山　　新闻热线：0000—1234567", "", "李云"),
        ("本报通讯员钱小满　记者孙大地", "钱小满 孙大地", ""),
        ("云岭县融媒体中心记者：钱小满 孙大地", "钱小满 孙大地", ""),
        ("作者单位：云岭县农业局", "", ""),
        ("（云岭县委办供稿　编辑：萨仁其其格）", "", "萨仁其其格"),
        ("初审：钱小满　复审：孙大地　终审：周山", "", ""),
        ("云岭日报·云岭客户端记者 钱小满 通讯员 孙大地 李云 文图", "钱小满 孙大地 李云", ""),
        ("会议还研究了其他事项。（钱　满　孙　云）", "钱满 孙云", ""),
        ("会议还研究了其他事项。（钱 满 明 安）", "钱满 明安", ""),
        ("会议还研究了其他事项。（钱小满）\n未经本网允许，请勿复制本站内容", "钱小满", ""),
        ("（钱小满孙大地）\n新闻部00001234@", "钱小满 孙大地", ""),
        ("（通讯员供图）", "", ""),
        ("作者：佚名源自：云岭县档案馆", "", ""),
        ("（责任编辑：admin 新闻报料：0000123）", "", ""),
        ("（责任编辑：李云 新闻报料：0000123）", "", "李云"),
        ("〔记者 钱小满〕", "钱小满", ""),
        ("钱小满 孙大地 供稿", "钱小满 孙大地", ""),
        ("文章作者：钱小满　来自：云岭网", "钱小满", ""),
        ("会议还研究了其他事项。（钱小满　文/图）", "钱小满", ""),
        ("会议还研究了其他事项。（巴特尔　钱小满）", "巴特尔 钱小满", ""),
        ("会议还研究了其他事项。（乌云高娃）", "乌云高娃", ""),
        ("会议还研究了其他事项。（县志办公室　战小满）", "战小满", ""),
        ("会议还研究了其他事项。（县志办公室　来稿）", "", ""),
        ("（记者：努尔沙合提　钱　满；责任编辑：李云）", "努尔沙合提 钱满", "李云"),
        ("来源:云岭县广播电视台　文/图钱小满 孙大地", "钱小满 孙大地", ""),
        ("（大雨转晴）\n未经本网允许，请勿复制本站内容", "", ""),
    ] {
        let read = read(&format!("{LEAD}{BODY}\n{line}\n"));
        assert_eq!(
            (names(&read.fields.reporters).as_str(), names(&read.fields.editors).as_str()),
            (reporters, editors),
            "{line}"
        );
    }
}

#[test]
fn bylines_inside_paragraphs() {
    for (paragraph, reporters) in [
        ("　　本报讯（记者 钱小满 通讯员 孙大地）3月1日上午，云岭县召开会议，县长出席。", "钱小满 孙大地"),
        ("　　本报讯 记者钱小满 通讯员孙大地报道：3月1日上午，云岭县召开会议。", "钱小满 孙大地"),
        ("　　○本报讯 记者 钱小满 特约记者 孙大地 近日，云岭县召开会议，县长出席。", "钱小满 孙大地"),
        ("　　本台消息(记者 钱小满) 3月1日，云岭县召开会议，县长出席。", "钱小满"),
        ("　　本报讯 钱小满、特约记者孙大地报道：3月1日上午，云岭县召开会议。", "钱小满 孙大地"),
        ("　　本报讯 县委办、记者站联合报道：3月1日上午，云岭县召开会议。", ""),
        ("　　云岭网县区频道3月1日讯（钱小满）1日，云岭县召开会议。", "钱小满"),
        ("　　云岭网3月1日讯（钱小满 孙大地）1日，云岭县召开会议。", "钱小满 孙大地"),
        ("　　云岭网3月1日讯（春耕）1日，云岭县召开会议。", ""),
        ("　　云岭报道讯（钱小满 通讯员孙大地 李云）1日，云岭县召开会议。", "钱小满 孙大地 李云"),
        ("　　○本报通讯员 钱小满 3月1日，云岭县召开会议，县长出席。", "钱小满"),
        ("　　本报讯（云岭 记者孙大地）1日，云岭县召开会议。", "孙大地"),
        ("　　3月1日，云岭县召开会议，县长梁启舟出席会议。（记者 钱小满）", "钱小满"),
        ("　　3月1日，云岭县召开会议，记者从会上获悉，今年将新建学校。", ""),
        ("　　3月1日，云岭县召开会议，统战部部长阿依古（女，回族）出席。", ""),
        ("　　3月1日，云岭县召开会议，各镇（街道）负责人参加。", ""),
    ] {
        let read = read(&format!("{LEAD}{paragraph}\n"));
        assert_eq!(names(&read.fields.reporters), reporters, "{paragraph}");
        assert_eq!(read.byline_spans.is_empty(), reporters.is_empty(), "{paragraph}");
    }
}

#[test]
fn publisher_and_date() {
    for (line, publisher, date) in [
        (
            "发布时间：2021-12-17 08:52 来源：云岭县融媒体中心 浏览次数：417",
            Some("云岭县融媒体中心"),
            Some("2021-12-17"),
        ),
        ("2019-07-31　来源：云岭日报", Some("云岭日报"), Some("2019-07-31")),
        ("2019-07-31　来源：《云岭日报》第2版", Some("云岭日报"), Some("2019-07-31")),
        ("2019-07-31　来源：云岭日报《山风》副刊", Some("云岭日报《山风》副刊"), Some("2019-07-31")),
        ("2019-07-31　来源：云岭新闻网》", Some("云岭新闻网"), Some("2019-07-31")),
        ("[2021-07-23]　[来源：绿色云岭]　[作者：石枫]", Some("绿色云岭"), Some("2021-07-23")),
        ("来源：本站　日期：2015年6月2日", None, Some("2015-06-02")),
        ("第02版：要闻　　　2023年03月09日　星期四", None, Some("2023-03-09")),
        ("（2014年3月12日）", None, None),
        ("2010年6月12日 08:34:11　稿源：云岭时讯　作者：黄敏", Some("云岭时讯"), Some("2010-06-12")),
        ("主办：云岭县人民政府", None, None),
        ("【发布日期】：2013-09-23　【来源】：云岭政府网", Some("云岭政府网"), Some("2013-09-23")),
        ("时间：2020-08-18 21:36作者：佚名源自：云岭县档案馆", Some("云岭县档案馆"), Some("2020-08-18")),
        ("来源：《云岭县志（1987—2005）》", Some("云岭县志（1987—2005）"), None),
        ("[ 2014-03-05 08:00 ] 来源: [云岭网]", Some("云岭网"), Some("2014-03-05")),
        ("文章作者：钱小满　来自：云岭网", Some("云岭网"), None),
        ("17.01.2018  23:23", None, Some("2018-01-17")),
        ("首页 > 云岭新闻 人气：54 日期：2014/1/10 16:30:10", None, Some("2014-01-10")),
        ("2011-06-01 01:08:27 字号:", None, Some("2011-06-01")),
        ("云岭资讯网　时间:12/28/2012 09:22:10　来源:云岭新闻网", Some("云岭新闻网"), Some("2012-12-28")),
        ("发布时间：\n\n2025-05-22 10:03\n\n信息来源：\n\n今日云岭\n\n分享到：", Some("今日云岭"), Some("2025-05-22")),
    ] {
        let read = read(&format!("{LEAD}{line}\n{BODY}\n"));
        let date_read = read.fields.published_on.map(|d| d.to_string());
        assert_eq!((read.fields.publisher.as_deref(), date_read.as_deref()), (publisher, date), "{line}");
    }
    let at_end = read(&format!("{LEAD}{BODY}\n（二〇〇七年三月二十一日《云岭通讯》第二版）"));
    assert_eq!(at_end.fields.published_on.map(|d| d.to_string()).as_deref(), Some("2007-03-21"));
    assert_eq!(at_end.fields.publisher, None);
    for reference in [
        "\n（原载《云岭日报》一九九六年七月六日）",
        "（原载《云岭日报》1996年7月6日第一版）",
        "(1996年7月6日《云岭消息》)",
    ] {
        let read = read(&format!("{LEAD}{BODY}{reference}"));
        assert_eq!(read.fields.published_on.map(|d| d.to_string()).as_deref(), Some("1996-07-06"), "{reference}");
    }
    let beside = read(&format!("{LEAD}{BODY}（来源：云岭县融媒体中心 2022-01-21）"));
    assert_eq!(beside.fields.published_on.map(|d| d.to_string()).as_deref(), Some("2022-01-21"));
    assert_eq!(beside.fields.publisher.as_deref(), Some("云岭县融媒体中心"));
    let minutes = read(
        "云岭县人民政府第20次常务会议纪要\n时间：2021年6月3日上午9:00\n地点：县政府三楼\n主持：梁启舟\n会议研究了防汛工作，通过了预案。\n",
    );
    assert_eq!(minutes.fields.published_on, None);
    for (opening, publisher) in [
        ("云工网讯 3月1日", Some("云工网")),
        ("云岭网消息（记者 钱小满）3月1日", Some("云岭网")),
        ("云岭网山口站3月1日讯（通讯员 钱小满）1日", Some("云岭网")),
        ("云岭网县区频道3月1日讯（钱小满）1日", Some("云岭网县区频道")),
        ("时刻新闻云岭站3月1日讯（通讯员 钱小满）1日", Some("时刻新闻")),
        ("云岭网络电视台讯 3月1日", Some("云岭网络电视台")),
        ("云岭报道讯（钱小满）3月1日", Some("云岭报道")),
        ("新华社北京3月1日电（记者 钱小满）3月1日", Some("新华社")),
        ("云岭日报讯（记者 钱小满）3月1日", Some("云岭日报")),
        ("本网消息 3月1日", None),
        ("据云岭网消息 3月1日", None),
        ("该县供销社3月1日电商培训班开班，当日", None),
        ("云岭网通讯员3月1日", None),
    ] {
        let read = read(&format!("{LEAD}　　{opening}，云岭县召开会议，县长出席。"));
        assert_eq!(read.fields.publisher.as_deref(), publisher, "{opening}");
    }
    let headed = read(&format!("{LEAD}第3版（综合）专栏：\n云岭简讯\n新华社云岭3月1日电 3月1日，云岭县召开会议。"));
    assert_eq!(headed.fields.publisher.as_deref(), Some("新华社"));
    let today = read(
        "日期：\n2024年11月25日 星期一\n云岭县召开春耕备耕工作会议\n2007/9/24 10:19:06　作者：云岭档案局\n　　3月1日上午，云岭县召开春耕备耕工作会议，县长出席。",
    );
    assert_eq!(today.fields.published_on.map(|d| d.to_string()).as_deref(), Some("2007-09-24"));
    let masthead = read(&format!("2018年1月5日| 联系热线:5566000\n{LEAD}2020-02-28 15:55:22 来源:云岭新闻网\n{BODY}"));
    assert_eq!(masthead.fields.published_on.map(|d| d.to_string()).as_deref(), Some("2020-02-28"));
    let only = read(&format!("2024年11月25日 星期一\n{LEAD}{BODY}"));
    assert_eq!(only.fields.published_on.map(|d| d.to_string()).as_deref(), Some("2024-11-25"));
    assert_eq!(read(&format!("{LEAD}　　本报讯 3月1日，云岭县召开会议，资金来源：县财政。")).fields.publisher, None);
}

#[test]
fn titles() {
    for (source, title) in [
        (format!("{LEAD}{BODY}"), Some("云岭县召开春耕备耕工作会议")),
        (format!("{BODY}\n云岭县召开春耕备耕工作会议\n责编: 李云"), Some("云岭县召开春耕备耕工作会议")),
        (format!("{BODY}\n标题:云岭县部署春耕\n地址:http://example.org/1.html"), Some("云岭县部署春耕")),
        (format!("{BODY}\n会议还研究了其他事项。"), None),
        (format!("{LEAD}{BODY}\n原标题：县里开会部署春耕"), Some("云岭县召开春耕备耕工作会议")),
        (format!("{BODY}\n原标题：县里开会部署春耕"), Some("县里开会部署春耕")),
        (format!("云岭新闻\n头条\n{LEAD}{BODY}"), Some("云岭县召开春耕备耕工作会议")),
        (format!("云岭县人民政府网站 云岭要闻\n{LEAD}{BODY}"), Some("云岭县召开春耕备耕工作会议")),
        (format!("云岭县农业农村局\n工作动态\n{LEAD}{BODY}"), Some("云岭县召开春耕备耕工作会议")),
        (format!("搜索\n热门搜索： 春耕 会议\n{LEAD}{BODY}"), Some("云岭县召开春耕备耕工作会议")),
        (format!("论坛›云岭社区›时政›\n{LEAD}{BODY}"), Some("云岭县召开春耕备耕工作会议")),
        (format!("图片新闻：\n{LEAD}{BODY}"), Some("云岭县召开春耕备耕工作会议")),
        (format!("春耕时节访农家\n{BODY}"), Some("春耕时节访农家")),
        (
            format!("浓浓鱼水情　切切爱兵心\n云岭县领导走访慰问驻军\n\n{BODY}"),
            Some("浓浓鱼水情切切爱兵心云岭县领导走访慰问驻军"),
        ),
        (
            format!(
                "<html><head><title>云岭县召开春耕会议_云岭要闻_云岭县人民政府</title></head><body><div>首页</div><p>{BODY}</p><p>{BODY}</p></body></html>"
            ),
            Some("云岭县召开春耕会议"),
        ),
    ] {
        assert_eq!(read(&source).fields.title.as_deref(), title, "{source}");
    }
}

#[test]
fn sorts_and_notes() {
    let speech = read("在全县动员大会上的讲话\n同志们：\n今天我们召开动员大会，XX镇、XX局作了发言，下面我讲三点意见。");
    assert_eq!(speech.kind, DocumentKind::Speech);
    assert!(speech.notes.iter().any(|n| n.code == "placeholder"));
    let report = read(&format!("梁启舟出席全县动员大会并讲话\n{BODY}"));
    assert_eq!(report.kind, DocumentKind::Report);
    assert!(report.notes.is_empty());
    let spoken = "不误农时　再获丰收\n——在2014年全县春耕工作会议上的报告\n这次会议总结去年工作，安排今年任务。全县农业取得了新的成绩。";
    assert_eq!(read(spoken).kind, DocumentKind::Speech);
    let told =
        "不误农时　再获丰收\n——县长在全县春耕工作会议上发表讲话\n3月1日，云岭县召开春耕工作会议，县长梁启舟讲话。";
    assert_eq!(read(told).kind, DocumentKind::Report);
    for spoken in [
        "开工仪式主持词\n尊敬的各位领导、各位来宾，同志们、朋友们：\n今天开工仪式在这里举行。第一项，请县长梁启舟讲话。",
        "全县教育工作会议讲话\n同志们：\n这次会议很重要，希望大家抓好落实。",
        "推进均衡发展　办好每所学校\n云岭县副县长 梁启舟\n2月8日，会议现场。\n同志们：\n今天我们召开教育会议，要抓好落实。",
    ] {
        assert_eq!(read(spoken).kind, DocumentKind::Speech, "{spoken}");
    }
    let quoted = format!("云岭县召开教育会议\n{BODY}{BODY}\n同志们：\n我们要抓好落实。");
    assert_eq!(read(&quoted).kind, DocumentKind::Report);
    let cut = read(&format!("{LEAD}{BODY}会议要求，"));
    assert!(cut.notes.iter().any(|n| n.code == "truncated"));
}
