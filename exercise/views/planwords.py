"""Words of an improvement plan, for the screens on which it is agreed and for the report."""

from __future__ import annotations

from agencies.language import phrase

__all__ = ["CAPABILITIES", "POETE"]

CAPABILITIES = {
    "planning": phrase("Planning"),
    "public-information-and-warning": phrase("Public information and warning"),
    "operational-coordination": phrase("Operational coordination"),
    "intelligence-and-information-sharing": phrase("Intelligence and information sharing"),
    "interdiction-and-disruption": phrase("Interdiction and disruption"),
    "screening-search-and-detection": phrase("Screening, search and detection"),
    "access-control-and-identity-verification": phrase("Access control and identity verification"),
    "cybersecurity": phrase("Cybersecurity"),
    "physical-protective-measures": phrase("Physical protective measures"),
    "risk-management-for-protection-programs-and-activities": phrase(
        "Risk management for protection programs and activities"
    ),
    "supply-chain-integrity-and-security": phrase("Supply chain integrity and security"),
    "critical-transportation": phrase("Critical transportation"),
    "environmental-response-health-and-safety": phrase("Environmental response, health and safety"),
    "infrastructure-systems": phrase("Infrastructure systems"),
    "logistics-and-supply-chain-management": phrase("Logistics and supply chain management"),
    "mass-search-and-rescue-operations": phrase("Mass search and rescue operations"),
    "on-scene-security-protection-and-law-enforcement": phrase(
        "On-scene security, protection and law enforcement"
    ),
    "operational-communications": phrase("Operational communications"),
    "public-health-healthcare-and-emergency-medical-services": phrase(
        "Public health, healthcare and emergency medical services"
    ),
    "situational-assessment": phrase("Situational assessment"),
    "fire-management-and-suppression": phrase("Fire management and suppression"),
    "community-resilience": phrase("Community resilience"),
    "threats-and-hazards-identification": phrase("Threats and hazards identification"),
}
"""Core capabilities of the (US) National Preparedness Goal that ports have to do with, by id."""

POETE = {
    "planning": phrase("planning"),
    "organization": phrase("organization"),
    "equipment": phrase("equipment"),
    "training": phrase("training"),
    "exercise": phrase("exercise"),
}
"""Capability elements of an improvement plan."""
