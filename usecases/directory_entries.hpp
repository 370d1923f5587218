// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/agencies.hpp"
#include "storage/journal.hpp"
#include "usecases/house.hpp"

#include <optional>
#include <string>

// What the journal keeps of the directory: who an agency is, where it is told, who is in a group;
// before and after, as JSON. Never a secret: of a webhook it names the house alone, since the rest
// of an address may be one.

namespace inspectord {

std::string entry_of(const Agency&);
std::string entry_of(const AgencyContact&);
std::string entry_of(const GroupMember&);

/// "Sở Y tế (UBND tỉnh Bắc Giang); Sở Y tế": agencies of one name with the body above each, or the
/// issuer and place that speak of it.
std::string described(Connection&, const std::vector<AgencyId>&);

/// The entry of what is there now; nullopt where there is nothing.
template <class Found>
std::optional<std::string> entry_of(const std::optional<Found>& found) {
  return found ? std::optional{entry_of(*found)} : std::nullopt;
}

/// A group of an owner's plans as a subject of the journal: it has keys, and no id of its own.
Subject group_subject(const GroupMember&);

/// Something was done to a part of the directory.
void note(Transaction&, std::string what, Subject, std::optional<std::string> before,
          std::optional<std::string> after, const Actor&, Instant now, const House&);

/// Stores a contact, and that it was added. Returns the id under which it is stored.
ContactId note_contact(Transaction&, const AgencyContact&, std::optional<LocalDate> from,
                       std::optional<LocalDate> to, const Actor&, Instant now, const House&);

/// Stores a member of a group, and that it was.
void note_member(Transaction&, const GroupMember&, const Actor&, Instant now, const House&);

}  // namespace inspectord
