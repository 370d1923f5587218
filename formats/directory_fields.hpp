// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/directory_file.hpp"
#include "formats/fields.hpp"

// The keys of a directory file.

namespace inspectord {

class Decoder;
class Spot;

void read_value(Decoder&, const Spot&,
                Secret& out);  ///< "whsec_" and 24 to 64 bytes in base64 (Standard Webhooks).
JsonValue write_value(const Secret&);

void check(const ContactListing&, const Spot&, Decoder&);
void check(const AgencyListing&, const Spot&, Decoder&);
void check(const GroupListing&, const Spot&, Decoder&);
void check(const DirectoryFile&, const Spot&, Decoder&);  ///< No agency and no group twice.

template <class Fields>
void fields(Fields& f, Of<ContactListing>) {
  f.field("kind", &ContactListing::kind, Need::required);
  f.field("address", &ContactListing::address, Need::required);
  f.field("label", &ContactListing::label);
  f.field("secret", &ContactListing::secret);
  f.field("valid_from", &ContactListing::valid_from);
  f.field("valid_to", &ContactListing::valid_to);
}

template <class Fields>
void fields(Fields& f, Of<AgencyListing>) {
  f.field("name", &AgencyListing::name, Need::required);
  f.field("parent", &AgencyListing::parent);
  f.field("short_name", &AgencyListing::short_name);
  f.field("aliases", &AgencyListing::aliases);
  f.field("level", &AgencyListing::level);
  f.field("valid_from", &AgencyListing::valid_from);
  f.field("valid_to", &AgencyListing::valid_to);
  f.field("contacts", &AgencyListing::contacts);
}

template <class Fields>
void fields(Fields& f, Of<GroupListing>) {
  f.field("plan", &GroupListing::plan, Need::required);
  f.field("key", &GroupListing::key, Need::required);
  f.field("members", &GroupListing::members, Need::required);
  f.field("valid_from", &GroupListing::valid_from);
  f.field("valid_to", &GroupListing::valid_to);
}

template <class Fields>
void fields(Fields& f, Of<DirectoryFile>) {
  f.document("inspectord-directory/1");
  f.field("agencies", &DirectoryFile::agencies);
  f.field("groups", &DirectoryFile::groups);
}

}  // namespace inspectord
