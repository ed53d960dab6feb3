//! Evidence rows to entity rows: officials, units, posts, tenures, meetings. A pure function of the set of evidence.

use crate::record::vocabulary;

vocabulary! {
    /// Sort of office that a title gives, from lexicon/offices.tsv.
    Office, "office" {
        PartySecretary = "party_secretary", "党委书记", "party secretary";
        PartyDeputySecretary = "party_deputy_secretary", "党委副书记", "deputy party secretary";
        StandingMember = "standing_member", "党委常委", "member of the party standing committee";
        GovernmentHead = "government_head", "政府首长", "head of government";
        GovernmentDeputy = "government_deputy", "政府副职", "deputy head of government";
        CongressHead = "congress_head", "人大主任", "chair of the people's congress standing committee";
        CongressDeputy = "congress_deputy", "人大副主任", "deputy chair of the people's congress standing committee";
        ConsultativeHead = "consultative_head", "政协主席", "chair of the consultative conference";
        ConsultativeDeputy = "consultative_deputy", "政协副主席", "deputy chair of the consultative conference";
        DisciplineSecretary = "discipline_secretary", "纪委书记", "secretary of the discipline commission";
        PoliticalCommissar = "political_commissar", "政治委员", "political commissar";
        Commander = "commander", "军事主官", "commander or head of a military body";
        MilitaryDeputy = "military_deputy", "军事副职", "deputy in a military body";
        SecretaryGeneral = "secretary_general", "秘书长", "secretary-general";
        CourtPresident = "court_president", "法院院长", "president of a court";
        ChiefProcurator = "chief_procurator", "检察长", "chief procurator";
        Head = "head", "正职", "head of another body";
        Deputy = "deputy", "副职", "deputy in another body";
        Member = "member", "成员", "member";
        Other = "other", "其他", "other";
    }
}

vocabulary! {
    /// Level of an organisation.
    Level, "level" {
        National = "national", "国家", "national";
        Province = "province", "省级", "province";
        Prefecture = "prefecture", "地级", "prefecture";
        County = "county", "县级", "county";
        Township = "township", "乡级", "township";
        Village = "village", "村级", "village";
    }
}
