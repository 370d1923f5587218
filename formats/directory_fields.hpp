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

void check(const DirectoryContact&, const Spot&, Decoder&);
void check(const DirectoryAgency&, const Spot&, Decoder&);
void check(const DirectoryGroup&, const Spot&, Decoder&);
void check(const Directory&, const Spot&, Decoder&);  ///< No agency and no group twice.

template <class Fields>
void fields(Fields& f, Of<DirectoryContact>) {
  f.field("kind", &DirectoryContact::kind, Need::required);
  f.field("address", &DirectoryContact::address, Need::required);
  f.field("label", &DirectoryContact::label);
  f.field("secret", &DirectoryContact::secret);
  f.field("valid_from", &DirectoryContact::valid_from);
  f.field("valid_to", &DirectoryContact::valid_to);
}

template <class Fields>
void fields(Fields& f, Of<DirectoryAgency>) {
  f.field("name", &DirectoryAgency::name, Need::required);
  f.field("parent", &DirectoryAgency::parent);
  f.field("short_name", &DirectoryAgency::short_name);
  f.field("aliases", &DirectoryAgency::aliases);
  f.field("level", &DirectoryAgency::level);
  f.field("valid_from", &DirectoryAgency::valid_from);
  f.field("valid_to", &DirectoryAgency::valid_to);
  f.field("contacts", &DirectoryAgency::contacts);
}

template <class Fields>
void fields(Fields& f, Of<DirectoryGroup>) {
  f.field("plan", &DirectoryGroup::plan, Need::required);
  f.field("key", &DirectoryGroup::key, Need::required);
  f.field("members", &DirectoryGroup::members, Need::required);
  f.field("valid_from", &DirectoryGroup::valid_from);
  f.field("valid_to", &DirectoryGroup::valid_to);
}

template <class Fields>
void fields(Fields& f, Of<Directory>) {
  f.document("inspectord-directory/1");
  f.field("agencies", &Directory::agencies);
  f.field("groups", &Directory::groups);
}

}  // namespace inspectord
