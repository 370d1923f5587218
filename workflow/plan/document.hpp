// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"

#include <optional>
#include <string>
#include <vector>

// The parts of a plan that come from the form of an official document (decree 30/2020/NĐ-CP, annex
// I). Member names are the keys of a plan file. Texts are as the paper writes them; an empty string
// or list is what the paper leaves out. `*_key` members and members said to hold keys name an entry
// of Plan::agencies or Plan::groups.

namespace inspectord {

/// An agency, office, commune or firm that the plan speaks of. What it is to the plan is said
/// elsewhere.
struct AgencyEntry {
  std::string key;                   ///< Short and unique in the file: "so-y-te".
  std::string name;                  ///< "Sở Y tế"
  std::string short_name;            ///< For chat and tables: "Sở LĐTBXH".
  std::vector<std::string> aliases;  ///< Other spellings in the same paper.
  std::string level;   ///< Free, dated by practice: "central", "province", "district", "commune",
                       ///< "office", "school".
  std::string parent;  ///< Key of the body above it, if the plan names it.
  bool firm = false;  ///< A firm, household or trader: inspected at most once a year (198/2025/QH15
                      ///< Art. 4).
  std::optional<LocalDate> valid_from, valid_to;

  friend bool operator==(const AgencyEntry&, const AgencyEntry&) = default;
};

/// A collective the paper names ("UBND các huyện, thị xã, thành phố") and, where they are known,
/// its members.
struct GroupEntry {
  std::string key;
  std::string name;
  std::vector<std::string> members;  ///< Agency keys; empty while the paper enumerates nobody.
  std::vector<std::string>
      except;  ///< Agency keys that the paper takes out ("trừ huyện Hiệp Hòa").

  friend bool operator==(const GroupEntry&, const GroupEntry&) = default;
};

/// Who signs (annex I, part 7).
struct Signer {
  std::string form;          ///< "KT.", "TM.", "TL.", "TUQ.", "Q." or empty
  std::string on_behalf_of;  ///< "GIÁM ĐỐC"
  std::string title;         ///< "PHÓ GIÁM ĐỐC"
  std::string name;

  friend bool operator==(const Signer&, const Signer&) = default;
};

/// A document by its number.
struct DocumentNumber {
  std::string kind;    ///< As written: "Quyết định", "Kế hoạch", "Công văn".
  std::string number;  ///< "1086/QĐ-UBND"; empty where the paper gives none.
  std::optional<PartialDate> date;
  std::string raw;  ///< The citation as written, where it differs from kind, number and date.

  friend bool operator==(const DocumentNumber&, const DocumentNumber&) = default;
};

/// A document that the plan cites: as legal basis, or elsewhere.
struct CitedDocument {
  std::string kind;
  std::string number;
  std::optional<PartialDate> date;
  std::string issuer;  ///< As written: "UBND tỉnh An Giang".
  std::string title;
  std::string role;   ///< What it is to the plan: "legal_basis", "carried_out", "cited", "annexed",
                      ///< "proposal".
  std::string where;  ///< "body", "footnote 3", "annex 01", ...
  std::vector<DocumentNumber>
      also_cited_as;  ///< The same document cited again with another date or number.
  std::vector<DocumentNumber>
      carries_out;  ///< The documents that this one says it carries out or amends.

  friend bool operator==(const CitedDocument&, const CitedDocument&) = default;
};

/// One line of "Nơi nhận".
struct Recipient {
  std::string text;                   ///< As written: "- UBND tỉnh (b/c);" is "UBND tỉnh".
  std::string code;                   ///< "b/c", "t/h", "p/h" or empty
  bool archive = false;               ///< "Lưu: ..."
  std::vector<std::string> agencies;  ///< Keys of agencies or groups that this line names; empty:
                                      ///< nobody that can be told.
  std::string persons;  ///< Persons named instead of agencies: "PGĐ Bùi Quang Phát".

  friend bool operator==(const Recipient&, const Recipient&) = default;
};

/// One line of "Kính gửi".
struct Addressee {
  std::string text;
  std::vector<std::string> agencies;  ///< Keys of agencies or groups.

  friend bool operator==(const Addressee&, const Addressee&) = default;
};

struct Contact {
  std::string label;   ///< What it is for; two values under one label contradict each other
                       ///< (CONFLICTING_PHONE).
  std::string kind;    ///< "email", "phone", "hotline"
  std::string value;   ///< As written: "020.33620374".
  std::string agency;  ///< Key, if it belongs to one.
  std::string where;

  friend bool operator==(const Contact&, const Contact&) = default;
};

/// A heading as the paper numbers it; NUMBERING looks for numbers that come twice or are skipped.
struct Section {
  std::string no;  ///< "II", "2.1", "a)"; empty for a heading without a number.
  std::string title;
  std::vector<Section> children;

  friend bool operator==(const Section&, const Section&) = default;
};

/// An appendix, outline or form that the paper names ("Phụ lục số 02", "biểu mẫu gửi kèm theo").
struct Attachment {
  std::string key;
  std::string name;                ///< As the paper calls it.
  std::string raw;                 ///< The words that name it.
  std::vector<std::string> holds;  ///< JSON pointers to the parts of this file that hold its
                                   ///< content; empty: it is missing.

  friend bool operator==(const Attachment&, const Attachment&) = default;
};

}  // namespace inspectord
