// SPDX-License-Identifier: Apache-2.0
#include "workflow/warnings/phrases.hpp"
#include "workflow/warnings/rules.hpp"

#include <algorithm>

namespace inspectord {
namespace {

/// One mention of a document with number and date.
struct Citation {
  const CitedDocument* entry;  ///< Where it stands; the same document for its other spellings.
  bool is_entry;               ///< Not a document that the entry carries out.
  std::string number;          ///< As written.
  std::string title;
  std::string issuer;
  PartialDate date;
  std::string place;
};

void collect(const std::vector<CitedDocument>& documents, std::string_view list,
             std::vector<Citation>& citations) {
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const auto& entry = documents[i];
    if (entry.date) {
      citations.push_back(
          {&entry, true, entry.number, entry.title, entry.issuer, *entry.date, pointer(list, i)});
    }
    for (std::size_t k = 0; k < entry.also_cited_as.size(); ++k) {
      const auto& other = entry.also_cited_as[k];
      if (!other.date) continue;
      citations.push_back({&entry, true, entry.number, entry.title, entry.issuer, *other.date,
                           pointer(list, i, "also_cited_as", k)});
    }
    for (std::size_t k = 0; k < entry.carries_out.size(); ++k) {
      const auto& other = entry.carries_out[k];
      if (!other.date) continue;
      citations.push_back(
          {&entry, false, other.number, "", "", *other.date, pointer(list, i, "carries_out", k)});
    }
  }
}

std::vector<Citation> citations_of(const Plan& plan) {
  std::vector<Citation> citations;
  collect(plan.legal_bases, "legal_bases", citations);
  collect(plan.references, "references", citations);
  std::erase_if(citations,
                [](const auto& citation) { return folded_number(citation.number).empty(); });
  return citations;
}

bool may_be_one_issuer(const std::string& a, const std::string& b) {
  const auto one = folded(a);
  const auto other = folded(b);
  return one.find(other) != std::string::npos || other.find(one) != std::string::npos;
}

/// Numbers begin anew each year, so that one number of two years may well be two documents.
bool is_one_document(const Citation& a, const Citation& b) {
  if (folded_number(a.number) != folded_number(b.number)) return false;
  if (a.entry == b.entry && a.is_entry == b.is_entry) return true;
  if (a.title.empty() || b.title.empty()) return true;
  return likeness(a.title, b.title) >= 0.5 ||
         (a.date.year == b.date.year && may_be_one_issuer(a.issuer, b.issuer));
}

bool agree(const PartialDate& a, const PartialDate& b) {
  return a.year == b.year && (!a.month || !b.month || a.month == b.month) &&
         (!a.day || !b.day || a.day == b.day);
}

/// The latest day that a number can bear, by this mention or by any other.
std::optional<PartialDate> date_of(const DocumentNumber& document,
                                   const std::vector<Citation>& citations) {
  if (document.date) return document.date;
  const auto number = folded_number(document.number);
  if (number.empty()) return std::nullopt;
  const auto known = std::ranges::find_if(
      citations, [&](const auto& citation) { return folded_number(citation.number) == number; });
  return known == citations.end() ? std::nullopt : std::optional{known->date};
}

void find_later_ones(const std::vector<CitedDocument>& documents, std::string_view list,
                     const std::vector<Citation>& citations, Findings& found) {
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const auto& document = documents[i];
    for (std::size_t k = 0; document.date && k < document.carries_out.size(); ++k) {
      const auto& older = document.carries_out[k];
      const auto date = date_of(older, citations);
      if (!date || document.date->latest() >= date->earliest()) continue;
      found.push_back({pointer(list, i, "carries_out", k),
                       {{"number", document.number},
                        {"date", to_string(*document.date)},
                        {"other", older.number},
                        {"other_date", to_string(*date)}}});
    }
  }
}

}  // namespace

Findings find_conflicting_reference_date(const PlanView& view) {
  const auto citations = citations_of(view.plan());
  Findings found;
  Keys reported;
  for (std::size_t i = 0; i < citations.size(); ++i) {
    const auto& citation = citations[i];
    for (std::size_t k = 0; k < i; ++k) {
      const auto& other = citations[k];
      if (!is_one_document(other, citation) || agree(other.date, citation.date)) continue;
      if (!reported.insert(folded_number(citation.number)).second) continue;
      found.push_back({citation.place,
                       {{"number", citation.number},
                        {"date", to_string(other.date)},
                        {"other_date", to_string(citation.date)}}});
    }
  }
  return found;
}

Findings find_reference_chronology(const PlanView& view) {
  const auto& plan = view.plan();
  const auto citations = citations_of(plan);
  Findings found;
  find_later_ones(plan.legal_bases, "legal_bases", citations, found);
  find_later_ones(plan.references, "references", citations, found);
  for (std::size_t i = 0; plan.date && i < plan.legal_bases.size(); ++i) {
    const auto& basis = plan.legal_bases[i];
    if (!basis.date || plan.date->latest() >= basis.date->earliest()) continue;
    found.push_back({pointer("legal_bases", i),
                     {{"number", plan.number.empty() ? plan.title : plan.number},
                      {"date", to_string(*plan.date)},
                      {"other", basis.number},
                      {"other_date", to_string(*basis.date)}}});
  }
  return found;
}

}  // namespace inspectord
