//! English names of time zones, by the abbreviations of the zone files.

/// Abbreviations in winter and summer, and the area they stand for.
const AREAS: [(&str, &str, &str); 12] = [
    ("CET", "CEST", "Central European"),
    ("EET", "EEST", "Eastern European"),
    ("WET", "WEST", "Western European"),
    ("EST", "EDT", "Eastern"),
    ("CST", "CDT", "Central"),
    ("MST", "MDT", "Mountain"),
    ("PST", "PDT", "Pacific"),
    ("AKST", "AKDT", "Alaska"),
    ("AEST", "AEDT", "Australian Eastern"),
    ("ACST", "ACDT", "Australian Central"),
    ("NZST", "NZDT", "New Zealand"),
    ("AST", "ADT", "Atlantic"),
];

/// `Central European Standard Time`; nothing where the abbreviation says too little.
pub fn long_name(abbreviation: &str, is_summer: bool) -> Option<String> {
    let fixed = match abbreviation {
        "UTC" => "Coordinated Universal Time",
        "GMT" => "Greenwich Mean Time",
        "BST" => "British Summer Time",
        "JST" => "Japan Standard Time",
        "IST" => "India Standard Time",
        "KST" => "Korean Standard Time",
        "MSK" => "Moscow Standard Time",
        "HST" => "Hawaii-Aleutian Standard Time",
        "SAST" => "South Africa Standard Time",
        "AWST" => "Australian Western Standard Time",
        _ => "",
    };
    if !fixed.is_empty() {
        return Some(fixed.to_owned());
    }
    let (_, _, area) = AREAS.iter().find(|(winter, summer, _)| [*winter, *summer].contains(&abbreviation))?;
    let ending = match is_summer {
        false => " Standard Time",
        true if area.ends_with("European") => " Summer Time",
        true => " Daylight Time",
    };
    Some([*area, ending].concat())
}
