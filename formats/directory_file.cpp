// SPDX-License-Identifier: Apache-2.0
#include "formats/directory_file.hpp"

#include "core/digest.hpp"
#include "formats/directory_fields.hpp"
#include "formats/field_reader.hpp"
#include "formats/field_writer.hpp"
#include "formats/utf8.hpp"

#include <set>

namespace inspectord {
namespace {

bool has_space_or_control(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
}

/// Enough to catch slips; the mail channel parses the address for good.
bool looks_like_mail(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || has_space_or_control(text)) return false;
  const auto domain = text.substr(at + 1);
  return domain.find('@') == std::string_view::npos &&
         domain.find_first_of(",;<>\"") == std::string_view::npos &&
         text.substr(0, at).find_first_of(",;<>\"") == std::string_view::npos && !domain.empty() &&
         domain.front() != '.' && domain.back() != '.';
}

/// Enough to catch slips; the webhook channel parses the URL for good.
bool looks_like_url(std::string_view text) {
  if (has_space_or_control(text)) return false;
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!text.starts_with(scheme)) continue;
    const auto host =
        text.substr(scheme.size(), text.find_first_of("/?#", scheme.size()) - scheme.size());
    return !host.empty() && host.front() != ':' && host.find('@') == std::string_view::npos;
  }
  return false;
}

void check_validity(const std::optional<LocalDate>& from, const std::optional<LocalDate>& to,
                    const Spot& at, Decoder& decoder) {
  if (!from || !to || *from <= *to) return;
  decoder.report(at.member_or_self("valid_to"), reason::decode_range_reversed,
                 {{"start", to_string(*from)}, {"end", to_string(*to)}});
}

/// Reports entries that are told apart by nothing. `identity` is what tells them apart; `name` is
/// for the message.
template <class T>
void refuse_twice(const std::vector<T>& list, std::string_view key, const Spot& at,
                  Decoder& decoder, auto identity, auto name) {
  std::map<decltype(identity(list.front())), std::size_t> seen;
  const auto spot = at.member_or_self(key);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto [first, is_new] = seen.emplace(identity(list[i]), i);
    if (is_new) continue;
    decoder.report(spot.entry(i, (*spot.value().if_array())[i]), reason::decode_entry_twice,
                   {{"found", shortened(name(list[i]), 60)},
                    {"first", pointer_to(spot.pointer(), std::to_string(first->second))}});
  }
}

}  // namespace

void read_value(Decoder& decoder, const Spot& at, Secret& out) {
  const auto* text = read_text(decoder, at);
  if (!text) return;
  constexpr std::string_view prefix = "whsec_";
  const auto key = text->starts_with(prefix)
                       ? from_base64(std::string_view{*text}.substr(prefix.size()))
                       : std::nullopt;
  if (!key || key->size() < 24 || key->size() > 64)
    return decoder.report(at, reason::decode_bad_secret);
  out = Secret{*text};
}

JsonValue write_value(const Secret& secret) {
  return secret.reveal();
}

void check(const ContactListing& contact, const Spot& at, Decoder& decoder) {
  const bool mail = contact.kind == ContactListingKind::mail;
  if (!(mail ? looks_like_mail(contact.address) : looks_like_url(contact.address))) {
    decoder.report(at.member_or_self("address"),
                   mail ? reason::decode_bad_mail : reason::decode_bad_url,
                   {{"found", shortened(contact.address, 60)}});
  }
  if (mail && !contact.secret.empty())
    decoder.report(at.member_or_self("secret"), reason::decode_secret_of_mail);
  check_validity(contact.valid_from, contact.valid_to, at, decoder);
}

void check(const AgencyListing& agency, const Spot& at, Decoder& decoder) {
  check_validity(agency.valid_from, agency.valid_to, at, decoder);
  refuse_twice(
      agency.contacts, "contacts", at, decoder,
      [](const auto& contact) {
        return std::tuple{contact.address, contact.valid_from, contact.valid_to};
      },
      [](const auto& contact) { return contact.address; });
}

void check(const GroupListing& group, const Spot& at, Decoder& decoder) {
  check_validity(group.valid_from, group.valid_to, at, decoder);
  refuse_twice(
      group.members, "members", at, decoder, [](const auto& name) { return name; },
      [](const auto& name) { return name; });
}

void check(const DirectoryFile& directory, const Spot& at, Decoder& decoder) {
  refuse_twice(
      directory.agencies, "agencies", at, decoder,
      [](const auto& agency) {
        return std::tuple{agency.name, agency.parent};
      },
      [](const auto& agency) { return agency.name; });
  refuse_twice(
      directory.groups, "groups", at, decoder,
      [](const auto& group) {
        return std::tuple{group.plan, group.key, group.valid_from, group.valid_to};
      },
      [](const auto& group) { return group.plan + "/" + group.key; });
}

Decoded<DirectoryFile> decode_directory(std::string_view text, const JsonLimits& limits) {
  return decode_text<DirectoryFile>(text, limits);
}

Decoded<DirectoryFile> directory_from_json(const JsonValue& root) {
  return decode_json<DirectoryFile>(root);
}

std::string encode_directory(const DirectoryFile& directory) {
  return write_json(directory_to_json(directory), JsonStyle::readable) + '\n';
}

JsonValue directory_to_json(const DirectoryFile& directory) {
  return write_value(directory);
}

}  // namespace inspectord
