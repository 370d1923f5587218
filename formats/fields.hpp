// SPDX-License-Identifier: Apache-2.0
#pragma once

// One list per struct says which keys its object has in a file:
//
//   template <class Fields>
//   void fields(Fields& f, Of<Signer>) {
//     f.field("form", &Signer::form);
//     f.field("name", &Signer::name, Need::required);
//   }
//
// FieldReader (decoder.hpp) and FieldWriter (encoder.hpp) walk it, and so do tests. A rule over
// several members of a struct is an overload `void check(const Signer&, const Spot&, Decoder&)`.

namespace inspectord {

/// Names a struct without having one.
template <class T>
struct Of {};

/// Whether a key may be left out; the member then keeps the default of its struct.
enum class Need { optional, required };

/// What an entry's own `key` is the key of. Unique within its space; agencies and groups share one,
/// as do duties and recurring duties.
enum class KeySpace {
  plan,
  agency,
  group,
  content,
  visit,
  team,
  attachment,
  outline,
  duty,
  recurring_duty,
  event,
  pilot_model,
  task,
  score_sheet,
  policy,
};

/// What a member that holds the key of another entry may name.
enum class Ref {
  agency,
  group,
  party,  ///< An agency or a group.
  content,
  team,
  attachment,
  outline,
  duty,
  link,  ///< A duty, recurring duty, outline or attachment.
};

/// What a JSON pointer into the same file has to lead to.
enum class PointsTo {
  content,  ///< A list or object with something in it.
  list,     ///< A list, a left out one of the whole plan included, or the word "sub_units".
};

}  // namespace inspectord
