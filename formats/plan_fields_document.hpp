// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/fields.hpp"
#include "formats/plan_checks.hpp"
#include "workflow/plan/document.hpp"

#include <array>
#include <string_view>

// The keys of workflow/plan/document.hpp in a plan file.

namespace inspectord {

inline constexpr auto document_roles =
    std::to_array<std::string_view>({"legal_basis", "carried_out", "cited", "annexed", "proposal"});
inline constexpr auto recipient_codes = std::to_array<std::string_view>({"b/c", "t/h", "p/h"});
inline constexpr auto contact_kinds =
    std::to_array<std::string_view>({"email", "phone", "hotline"});

template <class Fields>
void fields(Fields& f, Of<AgencyEntry>) {
  f.own_key(&AgencyEntry::key, KeySpace::agency);
  f.field("name", &AgencyEntry::name, Need::required);
  f.field("short_name", &AgencyEntry::short_name);
  f.field("aliases", &AgencyEntry::aliases);
  f.field("level", &AgencyEntry::level);
  f.reference("parent", &AgencyEntry::parent, Ref::agency);
  f.field("firm", &AgencyEntry::firm);
  f.field("valid_from", &AgencyEntry::valid_from);
  f.field("valid_to", &AgencyEntry::valid_to);
}

template <class Fields>
void fields(Fields& f, Of<GroupEntry>) {
  f.own_key(&GroupEntry::key, KeySpace::group);
  f.field("name", &GroupEntry::name, Need::required);
  f.reference("members", &GroupEntry::members, Ref::agency);
  f.reference("except", &GroupEntry::except, Ref::agency);
}

template <class Fields>
void fields(Fields& f, Of<Signer>) {
  f.field("form", &Signer::form);
  f.field("on_behalf_of", &Signer::on_behalf_of);
  f.field("title", &Signer::title);
  f.field("name", &Signer::name);
}

template <class Fields>
void fields(Fields& f, Of<DocumentNumber>) {
  f.field("kind", &DocumentNumber::kind);
  f.field("number", &DocumentNumber::number);
  f.field("date", &DocumentNumber::date);
  f.field("raw", &DocumentNumber::raw);
}

template <class Fields>
void fields(Fields& f, Of<CitedDocument>) {
  f.field("kind", &CitedDocument::kind);
  f.field("number", &CitedDocument::number);
  f.field("date", &CitedDocument::date);
  f.field("issuer", &CitedDocument::issuer);
  f.field("title", &CitedDocument::title);
  f.choice("role", &CitedDocument::role, document_roles);
  f.field("where", &CitedDocument::where);
  f.field("also_cited_as", &CitedDocument::also_cited_as);
  f.field("carries_out", &CitedDocument::carries_out);
}

template <class Fields>
void fields(Fields& f, Of<Recipient>) {
  f.field("text", &Recipient::text, Need::required);
  f.choice("code", &Recipient::code, recipient_codes);
  f.field("archive", &Recipient::archive);
  f.reference("agencies", &Recipient::agencies, Ref::party);
  f.field("persons", &Recipient::persons);
}

template <class Fields>
void fields(Fields& f, Of<Addressee>) {
  f.field("text", &Addressee::text, Need::required);
  f.reference("agencies", &Addressee::agencies, Ref::party);
}

template <class Fields>
void fields(Fields& f, Of<Contact>) {
  f.field("label", &Contact::label);
  f.choice("kind", &Contact::kind, contact_kinds, Need::required);
  f.field("value", &Contact::value, Need::required);
  f.reference("agency", &Contact::agency, Ref::agency);
  f.field("where", &Contact::where);
}

template <class Fields>
void fields(Fields& f, Of<Section>) {
  f.field("no", &Section::no);
  f.field("title", &Section::title);
  f.field("children", &Section::children);
}

template <class Fields>
void fields(Fields& f, Of<Attachment>) {
  f.own_key(&Attachment::key, KeySpace::attachment);
  f.field("name", &Attachment::name, Need::required);
  f.field("raw", &Attachment::raw);
  f.pointer("holds", &Attachment::holds, PointsTo::content);
}

}  // namespace inspectord
