//! The filters that `find` and `export` share.

use clap::{Args, ValueEnum};
use verbatim::index::Order;
use verbatim::query::Request;
use verbatim::text::Language;

/// What to look for.
#[derive(Debug, Clone, Args)]
pub(crate) struct Filters {
    /// Words to find: by stem, joined by AND; "a phrase", wacht*, woord~1, AND OR NOT, (brackets)
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    /// Quotes with this code or one below it; repeated: with all of them, on it or overlapping it
    #[arg(long, short = 'c', value_name = "CODE", help_heading = "Filters")]
    pub(crate) code: Vec<String>,
    /// Quotes with at least one of these codes
    #[arg(long, value_name = "CODE", help_heading = "Filters")]
    any_code: Vec<String>,
    /// Without this code on it or overlapping it
    #[arg(long, value_name = "CODE", help_heading = "Filters")]
    not_code: Vec<String>,
    /// Every coded quote, whatever the code
    #[arg(long, help_heading = "Filters")]
    coded: bool,
    /// Said by someone in this role; repeated: in one of them
    #[arg(long, short = 'r', value_name = "ROLE", help_heading = "Filters")]
    pub(crate) role: Vec<String>,
    /// Said under this label; repeated: under one of them
    #[arg(long, value_name = "LABEL", help_heading = "Filters")]
    speaker: Vec<String>,
    /// Said by this participant; repeated: by one of them
    #[arg(long, short = 'p', value_name = "ID", help_heading = "Filters")]
    participant: Vec<String>,
    /// In this source: short name, path, folder or pattern (`fg*`); repeated: in one of them
    #[arg(long, short = 's', value_name = "SOURCE", help_heading = "Filters")]
    source: Vec<String>,
    /// With this attribute, `organisation=De Kade`; repeated: with all of them
    #[arg(long, value_name = "NAME=VALUE", help_heading = "Filters")]
    attr: Vec<String>,
    /// Coded by this coder (`rules` for rules); repeated: by one of them
    #[arg(long, value_name = "CODER", help_heading = "Filters")]
    coder: Vec<String>,
    /// In this language, `nl`
    #[arg(long, value_name = "LANGUAGE", help_heading = "Filters")]
    lang: Option<Language>,
    /// Also what interviewers and moderators said
    #[arg(long, help_heading = "Filters")]
    with_interviewers: bool,
    /// In which order
    #[arg(long, value_enum, value_name = "ORDER")]
    sort: Option<Sort>,
    /// At most so many (20 on a terminal, else all)
    #[arg(long, short = 'n', value_name = "N", conflicts_with = "all")]
    limit: Option<usize>,
    /// All of them
    #[arg(long)]
    all: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sort {
    /// Best match first (the default where there are words)
    Rank,
    /// As the study runs
    Source,
}

impl Filters {
    /// Whether nothing is asked for: everything would answer.
    pub(crate) fn are_none(&self) -> bool {
        let lists = [
            &self.query,
            &self.code,
            &self.any_code,
            &self.not_code,
            &self.role,
            &self.speaker,
            &self.participant,
            &self.source,
            &self.attr,
            &self.coder,
        ];
        lists.iter().all(|list| list.is_empty()) && !self.coded && self.lang.is_none()
    }

    /// As a request; `default_limit` counts where neither `--limit` nor `--all` is given.
    pub(crate) fn request(&self, default_limit: Option<usize>) -> Request {
        Request {
            text: Some(self.query.join(" ")).filter(|q| !q.trim().is_empty()),
            codes: self.code.clone(),
            any_codes: self.any_code.clone(),
            not_codes: self.not_code.clone(),
            coded: self.coded,
            roles: self.role.clone(),
            speakers: self.speaker.clone(),
            participants: self.participant.clone(),
            sources: self.source.clone(),
            attributes: self.attr.clone(),
            coders: self.coder.clone(),
            language: self.lang,
            with_interviewers: self.with_interviewers,
            order: self.sort.map(|sort| match sort {
                Sort::Rank => Order::Rank,
                Sort::Source => Order::Source,
            }),
            limit: if self.all { None } else { self.limit.or(default_limit) },
        }
    }
}
