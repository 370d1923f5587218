// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/date.hpp"
#include "core/secret.hpp"
#include "formats/code_names.hpp"
#include "formats/json.hpp"

#include <optional>
#include <string>
#include <vector>

// DirectoryFile files: `"format": "inspectord-directory/1"`, described in
// plans/directory.schema.json. They hold what no plan's paper says: where an agency is told, and
// who belongs to a group. Names of agencies are the keys here; those that the file does not list
// itself are looked up among the agencies known when it is imported.

namespace inspectord {

enum class ContactListingKind { mail, webhook };

template <>
inline constexpr auto code_names<ContactListingKind> = std::to_array<std::string_view>({"mail",
                                                                                        "webhook"});
static_assert(names_end_at(ContactListingKind::webhook));

/// Where an agency is told.
struct ContactListing {
  ContactListingKind kind = ContactListingKind::mail;
  std::string address;  ///< A mail address, or a URL.
  std::string label;    ///< "Văn thư"
  Secret
      secret;  ///< Webhooks: "whsec_...", the key its messages are signed with; empty: one is made.
  std::optional<LocalDate> valid_from, valid_to;

  friend bool operator==(const ContactListing& a, const ContactListing& b) {
    return a.kind == b.kind && a.address == b.address && a.label == b.label &&
           a.secret.matches(b.secret.reveal()) && a.valid_from == b.valid_from &&
           a.valid_to == b.valid_to;
  }
};

/// An agency as it is known over its life. Name and parent together tell it from others.
struct AgencyListing {
  std::string name;
  std::string parent;  ///< Name of the body above it.
  std::string short_name;
  std::vector<std::string> aliases;
  std::string level;
  std::optional<LocalDate> valid_from, valid_to;
  std::vector<ContactListing> contacts;

  friend bool operator==(const AgencyListing&, const AgencyListing&) = default;
};

/// The members of a plan's group, as long as they are its members.
struct GroupListing {
  std::string plan;                  ///< Key of the plan.
  std::string key;                   ///< Key of the group in that plan.
  std::vector<std::string> members;  ///< Names of agencies.
  std::optional<LocalDate> valid_from, valid_to;

  friend bool operator==(const GroupListing&, const GroupListing&) = default;
};

struct DirectoryFile {
  std::vector<AgencyListing> agencies;
  std::vector<GroupListing> groups;

  friend bool operator==(const DirectoryFile&, const DirectoryFile&) = default;
};

Decoded<DirectoryFile> decode_directory(std::string_view text, const JsonLimits& = {});
Decoded<DirectoryFile> directory_from_json(const JsonValue&);

/// Readable, `format` first, ends in a newline. Shows the secrets: whoever writes it guards the
/// file.
std::string encode_directory(const DirectoryFile&);
JsonValue directory_to_json(const DirectoryFile&);

}  // namespace inspectord
