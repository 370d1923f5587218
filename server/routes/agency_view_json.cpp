// SPDX-License-Identifier: Apache-2.0
#include "server/routes/agency_view_json.hpp"

#include "notifications/webhook_url.hpp"

namespace inspectord {

JsonObject agency_json(const Agency& agency) {
  return JsonObject{{"id", agency.id.to_string()},
                    {"name", agency.name},
                    {"short_name", agency.short_name},
                    {"aliases", json_texts(agency.aliases)},
                    {"level", agency.level},
                    {"parent_name", agency.parent_name},
                    {"firm", agency.firm},
                    {"valid_from", json_of(agency.valid_from)},
                    {"valid_to", json_of(agency.valid_to)}};
}

JsonObject contact_json(const AgencyContact& contact) {
  return JsonObject{{"id", contact.id.to_string()},
                    {"agency", contact.agency.to_string()},
                    {"kind", contact.kind == ContactKind::mail ? "mail" : "webhook"},
                    {"address", contact.kind == ContactKind::webhook ? masked_url(contact.address)
                                                                     : contact.address},
                    {"label", contact.label},
                    {"language", contact.language},
                    {"disabled_because", json_of(contact.disabled_because)}};
}

}  // namespace inspectord
